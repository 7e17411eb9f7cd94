package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Writes to one map of the cluster, which end when the backup has them too. One whose backup did
 * not answer is repeated once, up to two calls more, in a form that harms nothing if it was done
 * already. Throws what Hazelcast throws. Thread-safe.
 */
final class ConfirmedWrites {

  /** Clocks of nodes differ; what has ended is judged by its own bytes, this only tidies up. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(3650);

  private final IMap<String, byte[]> map;
  private final Duration lifeAfterReplace;

  /**
   * Wraps a map.
   *
   * @param lifeAfterReplace what the map's configuration says: Hazelcast's compare-and-set takes no
   *     time to live and resets the entry's to this
   */
  ConfirmedWrites(IMap<String, byte[]> map, Duration lifeAfterReplace) {
    this.map = map;
    this.lifeAfterReplace = lifeAfterReplace;
  }

  /** What is there already, or empty if the value was put. */
  Optional<byte[]> putIfAbsent(String key, byte[] value, Duration life) {
    try {
      return putOnce(key, value, life);
    } catch (IndeterminateOperationStateException unanswered) {
      if (!map.replace(key, value, value)) {
        return putOnce(key, value, life);
      }
      keep(key, life);
      return Optional.empty();
    }
  }

  /** One call more if the entry has to live longer than the map's configuration says. */
  boolean replace(String key, byte[] expected, byte[] value, Duration life) {
    boolean replaced = compareAndSet(key, expected, value);
    if (replaced) {
      keep(key, life);
    }
    return replaced;
  }

  /** Puts values whatever is there, all at once. */
  void setAll(Map<String, byte[]> values, Duration life) {
    all(
        values.keySet(),
        key -> map.setAsync(key, requireNonNull(values.get(key)), seconds(life), TimeUnit.SECONDS));
  }

  /** Takes entries away, all at once. */
  void deleteAll(Collection<String> keys) {
    all(keys, map::deleteAsync);
  }

  /** False also if it was done by a call that was not answered: then there is nothing now. */
  boolean remove(String key, byte[] expected) {
    try {
      return map.remove(key, expected);
    } catch (IndeterminateOperationStateException unanswered) {
      return map.remove(key, expected);
    }
  }

  /** Gives an entry another time to live; does nothing if there is none. */
  void setLife(String key, Duration life) {
    try {
      map.setTtl(key, seconds(life), TimeUnit.SECONDS);
    } catch (IndeterminateOperationStateException unanswered) {
      map.setTtl(key, seconds(life), TimeUnit.SECONDS);
    }
  }

  private static void all(
      Collection<String> keys, Function<String, ? extends CompletionStage<?>> call) {
    List<String> unanswered = unanswered(keys, call);
    if (!unanswered(unanswered, call).isEmpty()) {
      throw new IndeterminateOperationStateException("The backup did not answer twice.");
    }
  }

  private static List<String> unanswered(
      Collection<String> keys, Function<String, ? extends CompletionStage<?>> call) {
    Map<String, CompletionStage<?>> begun = new LinkedHashMap<>();
    keys.forEach(key -> begun.put(key, call.apply(key)));
    List<String> unanswered = new ArrayList<>();
    begun.forEach(
        (key, stage) -> {
          if (!isConfirmed(stage)) {
            unanswered.add(key);
          }
        });
    return unanswered;
  }

  private Optional<byte[]> putOnce(String key, byte[] value, Duration life) {
    return Optional.ofNullable(map.putIfAbsent(key, value, seconds(life), TimeUnit.SECONDS));
  }

  private void keep(String key, Duration life) {
    if (life.compareTo(lifeAfterReplace) > 0) {
      setLife(key, life);
    }
  }

  /**
   * If the backup did not answer, the owner may have the value or not. Where it has, the value is
   * put over itself, since that makes the owner ask the backup again; otherwise it is tried anew.
   */
  private boolean compareAndSet(String key, byte[] expected, byte[] value) {
    try {
      return map.replace(key, expected, value);
    } catch (IndeterminateOperationStateException unanswered) {
      return map.replace(key, value, value) || map.replace(key, expected, value);
    }
  }

  private static boolean isConfirmed(CompletionStage<?> begun) {
    try {
      begun.toCompletableFuture().join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof IndeterminateOperationStateException) {
        return false;
      }
      throw e.getCause() instanceof HazelcastException hazelcast
          ? hazelcast
          : new HazelcastException(e);
    }
  }

  private static long seconds(Duration life) {
    Duration bounded = life.compareTo(LONGEST) > 0 ? LONGEST : life;
    return Math.max(0, bounded.toSeconds()) + MARGIN.toSeconds();
  }
}
