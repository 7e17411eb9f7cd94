package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One session's place among those of its subject. It is taken before anybody is told the session's
 * key, so that nobody uses one without. Immutable and thread-safe.
 *
 * @param keys under which the session is filed, or was, or is about to be; oldest first, never
 *     empty
 * @param since when the latest of them was added
 * @param until the deadline of the session
 */
record Place(List<SessionKey> keys, Instant since, Instant until) {

  /** Longer than any store or move takes, and than clocks differ. */
  private static final Duration IN_FLIGHT = Duration.ofMinutes(1);

  /** Longer than a store or move takes while nothing fails. */
  private static final Duration SOON = Duration.ofSeconds(2);

  Place {
    keys = List.copyOf(keys);
  }

  boolean isPast(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether a session that is not there may be about to come. */
  boolean isSettled(Instant now) {
    return !now.isBefore(since.plus(IN_FLIGHT));
  }

  /** Whether one that is not there should have come by now. */
  boolean isLate(Instant now) {
    return !now.isBefore(since.plus(SOON));
  }

  /** Keys before {@code from} are done with; later ones may be of another move in flight. */
  Place moving(SessionKey from, SessionKey to, Instant end, Instant now) {
    List<SessionKey> moved = new ArrayList<>(keys.subList(keys.indexOf(from), keys.size()));
    moved.add(to);
    return new Place(moved, now, end);
  }

  Place without(SessionKey key) {
    return new Place(keys.stream().filter(other -> !other.equals(key)).toList(), since, until);
  }

  Place only(SessionKey key) {
    return new Place(List.of(key), since, until);
  }
}
