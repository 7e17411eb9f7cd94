package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One map of the cluster, string keys and bytes. Each method is one round trip to the owner of the
 * key and returns when the backup has it too. A compare-and-set whose backup did not answer is
 * repeated once, up to two round trips more; {@code put} is not, since its answer, what was there
 * before, would be lost. Every outage is a {@link StoreException}. Thread-safe.
 */
final class Grid {

  /** Clocks of nodes differ; what has ended is judged by its own bytes, this only tidies up. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private static final Duration LONGEST = Duration.ofDays(3650);

  private final IMap<String, byte[]> map;
  private final Duration lifeAfterReplace;
  private final Optional<Lanes> lanes;

  /** Wraps a map that there is time for: calls take as long as Hazelcast lets them. */
  Grid(IMap<String, byte[]> map, Duration lifeAfterReplace) {
    this(map, lifeAfterReplace, Optional.empty());
  }

  /**
   * Wraps a map.
   *
   * @param lifeAfterReplace what the map's configuration says: Hazelcast's compare-and-set takes no
   *     time to live and resets the entry's to this
   * @param lanes which calls go through which threads and for how long; empty for those of callers
   */
  Grid(IMap<String, byte[]> map, Duration lifeAfterReplace, Optional<Lanes> lanes) {
    this.map = map;
    this.lifeAfterReplace = lifeAfterReplace;
    this.lanes = lanes;
  }

  Optional<byte[]> get(String key) {
    return asked("get", Lanes::reads, () -> Optional.ofNullable(map.get(key)));
  }

  Map<String, byte[]> getAll(Set<String> keys) {
    return asked("getAll", Lanes::reads, () -> map.getAll(keys));
  }

  /** What is there already, or empty if the value was put. */
  Optional<byte[]> putIfAbsent(String key, byte[] value, Duration life) {
    return asked(
        "putIfAbsent",
        () -> {
          try {
            return putOnce(key, value, life);
          } catch (IndeterminateOperationStateException unanswered) {
            if (!map.replace(key, value, value)) {
              return putOnce(key, value, life);
            }
            keep(key, life);
            return Optional.empty();
          }
        });
  }

  /** Puts the value whatever is there; what was there before. */
  Optional<byte[]> put(String key, byte[] value, Duration life) {
    return asked(
        "put",
        Lanes::ends,
        () -> Optional.ofNullable(map.put(key, value, seconds(life), TimeUnit.SECONDS)));
  }

  /**
   * Puts the value if these very bytes are there. One round trip more if the entry has to live
   * longer than {@code lifeAfterReplace}; if that one is lost, the entry ends too early, never too
   * late.
   */
  boolean replace(String key, byte[] expected, byte[] value, Duration life) {
    return asked(
        "replace",
        () -> {
          boolean replaced = compareAndSet(key, expected, value);
          if (replaced) {
            keep(key, life);
          }
          return replaced;
        });
  }

  /** Takes the entry away if these very bytes are there. */
  boolean remove(String key, byte[] expected) {
    return asked("remove", () -> map.remove(key, expected));
  }

  /** Gives an entry another time to live; does nothing if there is none. */
  void setLife(String key, Duration life) {
    asked("setTtl", () -> map.setTtl(key, seconds(life), TimeUnit.SECONDS));
  }

  /**
   * Begins to put values, whatever is there, each in a call of its own and all at once.
   *
   * @return to be run to wait until all are confirmed
   */
  Runnable beginSet(Map<String, byte[]> values, Duration life) {
    List<CompletionStage<Void>> begun = new ArrayList<>();
    asked(
        "set",
        () -> {
          values.forEach(
              (key, value) -> begun.add(map.setAsync(key, value, seconds(life), TimeUnit.SECONDS)));
          return begun;
        });
    return () -> confirmed("set", begun);
  }

  /** Takes entries away, all at once, and waits until they are gone. */
  void delete(Collection<String> keys) {
    List<CompletionStage<Boolean>> begun = new ArrayList<>();
    asked(
        "delete",
        () -> {
          keys.forEach(key -> begun.add(map.deleteAsync(key)));
          return begun;
        });
    confirmed("delete", begun);
  }

  /**
   * Begins to take entries away, which nobody waits for and whose failure harms nobody, since they
   * have a time to live.
   */
  void forget(Collection<String> keys) {
    try {
      keys.forEach(key -> map.deleteAsync(key).whenComplete((gone, failure) -> tell(failure)));
    } catch (HazelcastException | IllegalStateException | RejectedExecutionException e) {
      tell(e);
    }
  }

  /** The least keys, in their order, up to this one and no more than so many. */
  Set<String> keysUpTo(String last, int atMost) {
    return asked(
        "keySet",
        Lanes::reads,
        () -> map.keySet(Predicates.pagingPredicate(Predicates.lessEqual("__key", last), atMost)));
  }

  /** When the members forget the entry, in milliseconds; the greatest number if never. */
  long expirationOf(String key) {
    return asked(
        "getEntryView",
        Lanes::reads,
        () -> {
          var view = map.getEntryView(key);
          return view == null ? 0L : view.getExpirationTime();
        });
  }

  private Optional<byte[]> putOnce(String key, byte[] value, Duration life) {
    return Optional.ofNullable(map.putIfAbsent(key, value, seconds(life), TimeUnit.SECONDS));
  }

  private void keep(String key, Duration life) {
    if (life.compareTo(lifeAfterReplace) > 0) {
      map.setTtl(key, seconds(life), TimeUnit.SECONDS);
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

  private <T> T asked(String operation, Supplier<T> question) {
    return asked(operation, Lanes::changes, question);
  }

  private <T> T asked(String operation, Function<Lanes, Calls> lane, Supplier<T> question) {
    try {
      return lanes.isPresent() ? lane.apply(lanes.get()).ask(question) : question.get();
    } catch (HazelcastException | IllegalStateException | RejectedExecutionException e) {
      // IllegalStateException: the instance or the client is not active.
      throw new StoreException("hazelcast: " + operation + " failed", e);
    }
  }

  private void confirmed(String operation, List<? extends CompletionStage<?>> begun) {
    asked(
        operation,
        () -> {
          begun.forEach(Grid::join);
          return begun;
        });
  }

  private static void join(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof HazelcastException hazelcast
          ? hazelcast
          : new HazelcastException(e);
    }
  }

  private static void tell(@Nullable Throwable failure) {
    if (failure != null) {
      System.getLogger(Grid.class.getName())
          .log(System.Logger.Level.DEBUG, "event=store-entry-left store=hazelcast", failure);
    }
  }

  private static long seconds(Duration life) {
    Duration bounded = life.compareTo(LONGEST) > 0 ? LONGEST : life;
    return Math.max(0, bounded.toSeconds()) + MARGIN.toSeconds();
  }
}
