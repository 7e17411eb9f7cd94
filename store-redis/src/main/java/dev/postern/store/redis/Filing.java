package dev.postern.store.redis;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The operations that concern more than one key: in one step where all keys are on one server, in
 * several where they are not. Each is that of {@link dev.postern.store.SessionStore} with the
 * caller's time. Thread-safe.
 */
interface Filing {

  CreateResult create(
      SessionKey key, SessionRecord session, Optional<Enrolment> enrolment, Instant now);

  UpdateResult update(SessionKey key, SessionDelta delta, Instant now);

  UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment,
      Instant now);

  /** {@code delete} and {@code supersede}; the former has no grace. */
  Optional<StoredSession> end(SessionKey key, Duration grace, Instant now);

  List<StoredSession> findBySubject(SubjectKey subject, Instant now);
}
