package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One map of the cluster, string keys and bytes. Each method is one round trip to the owner of the
 * key and returns when the backup has it too ({@link ConfirmedWrites}); what begins with {@code
 * begin} is under way until its answer is asked for. Every outage is a {@link StoreException}, and
 * so is an entry that is missing while halves of the cluster meet. Thread-safe.
 */
final class Grid {

  private final IMap<String, byte[]> map;
  private final ConfirmedWrites writes;
  private final Lanes lanes;
  private final Halves halves;

  /** Wraps a map that there is time for: calls take as long as Hazelcast lets them. */
  Grid(IMap<String, byte[]> map, Duration lifeAfterReplace) {
    this(map, lifeAfterReplace, Lanes.ofCallers(), new Halves());
  }

  /**
   * Wraps a map.
   *
   * @param lifeAfterReplace see {@link ConfirmedWrites}
   * @param lanes which calls go through which threads and for how long
   * @param halves whether what is missing is absent
   */
  Grid(IMap<String, byte[]> map, Duration lifeAfterReplace, Lanes lanes, Halves halves) {
    this(map, new ConfirmedWrites(map, lifeAfterReplace), lanes, halves);
  }

  private Grid(IMap<String, byte[]> map, ConfirmedWrites writes, Lanes lanes, Halves halves) {
    this.map = map;
    this.writes = writes;
    this.lanes = lanes;
    this.halves = halves;
  }

  /** The same map for whoever ends sessions, and must not wait for those that live. */
  Grid ending() {
    return new Grid(map, writes, lanes.ending(), halves);
  }

  Optional<byte[]> get(String key) {
    return beginGet(key).get();
  }

  Supplier<Optional<byte[]>> beginGet(String key) {
    return sure(
        "get", Optional::isEmpty, () -> read("get", () -> Optional.ofNullable(map.get(key))));
  }

  Map<String, byte[]> getAll(Set<String> keys) {
    return sure(
            "getAll",
            (Map<String, byte[]> found) -> found.size() < keys.size(),
            () -> read("getAll", () -> map.getAll(keys)))
        .get();
  }

  /** What is there already, or empty if the value was put. */
  Optional<byte[]> putIfAbsent(String key, byte[] value, Duration life) {
    return beginPutIfAbsent(key, value, life).get();
  }

  /** Not even begun while halves meet: the value would go before the one that is missing. */
  Supplier<Optional<byte[]>> beginPutIfAbsent(String key, byte[] value, Duration life) {
    refuseWhileMeeting("putIfAbsent", halves.changes());
    return sure(
        "putIfAbsent",
        Optional::isEmpty,
        () -> change("putIfAbsent", writes.putIfAbsent(key, value, life)));
  }

  /**
   * Puts the value if these very bytes are there. One round trip more if the entry has to live
   * longer than {@code lifeAfterReplace}; if that one is lost, the entry ends too early, never too
   * late.
   */
  boolean replace(String key, byte[] expected, byte[] value, Duration life) {
    return beginReplace(key, expected, value, life).get();
  }

  Supplier<Boolean> beginReplace(String key, byte[] expected, byte[] value, Duration life) {
    return change("replace", writes.replace(key, expected, value, life));
  }

  /**
   * Begins to put a value if these very bytes are there, and after that to take another entry away
   * if those very bytes are there. Nobody waits for it.
   */
  void beginTakingBack(
      String key, byte[] expected, byte[] value, Duration life, String other, byte[] placed) {
    Supplier<Boolean> isBack =
        () ->
            writes.replace(key, expected, value, life).confirmed()
                && writes.remove(other, placed).confirmed();
    requireNonNull(begin("replace", () -> lanes.changes().begin(isBack)));
  }

  /** Takes the entry away if these very bytes are there. */
  boolean remove(String key, byte[] expected) {
    return change("remove", writes.remove(key, expected)).get();
  }

  /** Gives an entry another time to live; does nothing if there is none. */
  void setLife(String key, Duration life) {
    changing("setTtl", writes.setLife(key, life)).run();
  }

  /** Puts the value whatever is there. */
  void set(String key, byte[] value, Duration life) {
    beginSet(Map.of(key, value), life).run();
  }

  /**
   * Begins to put values, whatever is there, each in a call of its own and all at once.
   *
   * @return to be run to wait until all are confirmed
   */
  Runnable beginSet(Map<String, byte[]> values, Duration life) {
    return changing("set", writes.setAll(values, life));
  }

  /** Takes entries away, all at once, and waits until they are gone. */
  void delete(Collection<String> keys) {
    changing("delete", writes.deleteAll(keys)).run();
  }

  /**
   * Begins to take entries away, which nobody waits for and whose failure harms nobody, since they
   * have a time to live.
   */
  void forget(Collection<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    try {
      changing("delete", writes.deleteAll(keys));
    } catch (StoreException e) {
      System.getLogger(Grid.class.getName())
          .log(System.Logger.Level.DEBUG, "event=store-entry-left store=hazelcast", e);
    }
  }

  /** The least keys, in their order, up to this one and no more than so many. */
  Set<String> keysUpTo(String last, int atMost) {
    return read(
            "keySet",
            () ->
                map.keySet(Predicates.pagingPredicate(Predicates.lessEqual("__key", last), atMost)))
        .get();
  }

  /** When the members forget the entry, in milliseconds; the greatest number if never. */
  long expirationOf(String key) {
    return read(
            "getEntryView",
            () -> {
              var view = map.getEntryView(key);
              return view == null ? 0L : view.getExpirationTime();
            })
        .get();
  }

  private <T> Supplier<T> read(String operation, Supplier<T> question) {
    return begin(operation, () -> lanes.reads().begin(question));
  }

  private <T> Supplier<T> change(String operation, Repeatable<T> write) {
    return begin(operation, () -> lanes.changes().begin(write));
  }

  private Runnable changing(String operation, Repeatable<Boolean> write) {
    Supplier<Boolean> done = change(operation, write);
    return () -> requireNonNull(done.get());
  }

  private static <T> Supplier<T> begin(String operation, Supplier<Supplier<T>> begun) {
    Supplier<T> answer = translated(operation, begun);
    return () -> translated(operation, answer);
  }

  /** What is missing while halves meet is not absent. */
  private <T> Supplier<T> sure(
      String operation, Predicate<T> isMissing, Supplier<Supplier<T>> begun) {
    int before = halves.changes();
    Supplier<T> asked = begun.get();
    return () -> {
      T answer = asked.get();
      if (isMissing.test(answer)) {
        refuseWhileMeeting(operation, before);
      }
      return answer;
    };
  }

  private void refuseWhileMeeting(String operation, int before) {
    if (halves.haveBeenMeetingSince(before)) {
      throw new StoreException(
          "hazelcast: " + operation + " failed",
          new IllegalStateException("halves of the cluster are meeting"));
    }
  }

  private static <T> T translated(String operation, Supplier<T> step) {
    try {
      return step.get();
    } catch (HazelcastException | IllegalStateException | RejectedExecutionException e) {
      // IllegalStateException: the instance or the client is not active.
      throw new StoreException("hazelcast: " + operation + " failed", e);
    }
  }
}
