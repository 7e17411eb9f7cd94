package dev.postern.store.hazelcast;

import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session that is about to be stored under a key, or to be moved to it. Immutable and
 * thread-safe.
 *
 * @param enrolment whose it is, and how many there may be
 * @param former the key it has; the same as {@code key} if it is new
 * @param key the key it is to have
 * @param deadline of the session, if it is stated
 * @param now the time
 */
record Enrolling(
    Enrolment enrolment,
    SessionKey former,
    SessionKey key,
    Optional<Instant> deadline,
    Instant now) {

  /** For a session whose deadline only its own entry tells; longer than any should live. */
  private static final Duration UNKNOWN = Duration.ofDays(30);

  String subject() {
    return enrolment.subject().value();
  }

  int most() {
    return enrolment.most();
  }

  Place newPlace() {
    return new Place(List.of(key), now, deadline.orElseGet(() -> now.plus(UNKNOWN)));
  }

  Place movedOn(Place place) {
    return place.moving(former, key, deadline.orElse(place.until()), now);
  }
}
