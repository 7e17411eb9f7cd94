package dev.postern.store.hazelcast;

import dev.postern.store.SessionDelta;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * A session under its key. Immutable and thread-safe.
 *
 * @param session the record; its large attributes are deferred
 * @param apart under which key of {@link LargeValues} each of those is kept, by attribute name
 * @param formerKeys the earlier keys that may still lead here
 * @param mark a random number of this one write, so that no two writes have equal bytes: after a
 *     lost reply the writer recognizes its own
 */
record Live(SessionRecord session, Map<String, String> apart, List<FormerKey> formerKeys, long mark)
    implements Entry {

  Live {
    apart = Map.copyOf(apart);
    formerKeys = List.copyOf(formerKeys);
  }

  static Live of(SessionRecord session, Map<String, String> apart, List<FormerKey> formerKeys) {
    return new Live(session, apart, formerKeys, ThreadLocalRandom.current().nextLong());
  }

  /** The session after an access. */
  Live touched(SessionRecord after) {
    return of(after, apart, formerKeys);
  }

  /** The session after a change. */
  Live with(SessionDelta delta, Parted parted) {
    Map<String, String> kept = new HashMap<>(apart);
    kept.keySet().removeAll(delta.removed());
    kept.keySet().removeAll(delta.changed().keySet());
    kept.putAll(parted.keys());
    return of(session.with(parted.placedIn(delta)), kept, formerKeys);
  }

  Live with(List<FormerKey> keys) {
    return of(session, apart, keys);
  }

  /** Which large values this one needs and the other does not. */
  Set<String> apartOnlyHere(Live other) {
    return apart.values().stream()
        .filter(key -> !other.apart.containsValue(key))
        .collect(Collectors.toSet());
  }

  @Override
  public Instant end() {
    return session.expiresAt();
  }

  /** Beyond its end, so that the end can be made known. */
  @Override
  public Duration life(Instant now) {
    return Duration.between(now, end()).plus(SessionStore.EXPIRED_KEPT);
  }
}
