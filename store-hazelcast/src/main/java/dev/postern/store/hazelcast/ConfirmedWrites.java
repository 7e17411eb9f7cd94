package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.map.IMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Writes to one map of the cluster, which end when the backup has them too, each with the form in
 * which it may be made again. A call that is done late, after others have written, finds other
 * bytes than it expects: sessions and tombstones carry a random number (ADR 29). They throw what
 * Hazelcast throws. Thread-safe.
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
  Repeatable<Optional<byte[]>> putIfAbsent(String key, byte[] value, Duration life) {
    return new Repeatable<>(
        () -> put(key, value, life), () -> putAgain(key, value, life), Optional::isEmpty);
  }

  /** One call more if the entry has to live longer than the map's configuration says. */
  Repeatable<Boolean> replace(String key, byte[] expected, byte[] value, Duration life) {
    return new Repeatable<>(
        () -> isReplaced(key, expected, value, life),
        () -> isReplacedAtLast(key, expected, value, life),
        replaced -> replaced);
  }

  /** Puts values whatever is there, all at once. */
  Repeatable<Boolean> setAll(Map<String, byte[]> values, Duration life) {
    return all(
        values.keySet(),
        key -> map.setAsync(key, requireNonNull(values.get(key)), seconds(life), TimeUnit.SECONDS));
  }

  /** Takes entries away, all at once. */
  Repeatable<Boolean> deleteAll(Collection<String> keys) {
    return all(keys, map::deleteAsync);
  }

  /** False also if it was done by a call that was not answered: then there is nothing now. */
  Repeatable<Boolean> remove(String key, byte[] expected) {
    return Repeatable.asItIs(() -> map.remove(key, expected));
  }

  /** Gives an entry another time to live; does nothing if there is none. */
  Repeatable<Boolean> setLife(String key, Duration life) {
    return Repeatable.asItIs(() -> map.setTtl(key, seconds(life), TimeUnit.SECONDS));
  }

  private static Repeatable<Boolean> all(
      Collection<String> keys, Function<String, CompletionStage<?>> call) {
    return Repeatable.asItIs(
        () -> {
          List<CompletableFuture<?>> begun = new ArrayList<>();
          keys.forEach(key -> begun.add(call.apply(key).toCompletableFuture()));
          begun.forEach(ConfirmedWrites::join);
          return true;
        });
  }

  private Optional<byte[]> put(String key, byte[] value, Duration life) {
    return Optional.ofNullable(map.putIfAbsent(key, value, seconds(life), TimeUnit.SECONDS));
  }

  /** The first call may have put the value before this one, or while this one looks. */
  private Optional<byte[]> putAgain(String key, byte[] value, Duration life) {
    if (isReplaced(key, value, value, life)) {
      return Optional.empty();
    }
    return put(key, value, life)
        .filter(there -> !Arrays.equals(there, value) || !isReplaced(key, value, value, life));
  }

  /**
   * If the backup did not answer, the owner may have the value or not. Where it has, the value is
   * put over itself, since that makes the owner ask the backup again; otherwise it is tried anew,
   * while which the first call may have come.
   */
  private boolean isReplacedAtLast(String key, byte[] expected, byte[] value, Duration life) {
    return isReplaced(key, value, value, life)
        || isReplaced(key, expected, value, life)
        || isReplaced(key, value, value, life);
  }

  private boolean isReplaced(String key, byte[] expected, byte[] value, Duration life) {
    boolean replaced = map.replace(key, expected, value);
    if (replaced && life.compareTo(lifeAfterReplace) > 0) {
      map.setTtl(key, seconds(life), TimeUnit.SECONDS);
    }
    return replaced;
  }

  private static void join(CompletableFuture<?> begun) {
    try {
      begun.join();
    } catch (CompletionException e) {
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
