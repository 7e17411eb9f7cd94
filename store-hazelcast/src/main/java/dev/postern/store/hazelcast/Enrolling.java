package dev.postern.store.hazelcast;

import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.List;

/**
 * A session that is about to be stored under a key, or to be moved to it. Immutable and
 * thread-safe.
 *
 * @param enrolment whose it is, and how many there may be
 * @param former the key it has; the same as {@code key} if it is new
 * @param key the key it is to have
 * @param deadline of the session
 * @param now the time
 */
record Enrolling(
    Enrolment enrolment, SessionKey former, SessionKey key, Instant deadline, Instant now) {

  SubjectKey subject() {
    return enrolment.subject();
  }

  int most() {
    return enrolment.most();
  }

  Place newPlace() {
    return new Place(List.of(key), now, deadline);
  }

  Place movedOn(Place place) {
    return place.moving(former, key, deadline, now);
  }
}
