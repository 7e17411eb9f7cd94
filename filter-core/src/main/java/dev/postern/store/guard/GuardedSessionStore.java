package dev.postern.store.guard;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions behind guards. The end of a session is always tried. Thread-safe. */
record GuardedSessionStore(SessionStore store, Guard reading, Guard writing)
    implements SessionStore {

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    return writing.call(() -> store.create(key, session, enrolment));
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    return reading.call(() -> store.find(key, accessedAt));
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return reading.call(() -> store.attribute(key, name));
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    return writing.call(() -> store.update(key, delta));
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return writing.call(() -> store.move(from, to, delta, grace, enrolment));
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return writing.callAnyway(() -> store.delete(key));
  }

  @Override
  public Optional<StoredSession> supersede(SessionKey key, Duration grace) {
    return writing.callAnyway(() -> store.supersede(key, grace));
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return reading.call(() -> store.findBySubject(subject));
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    return writing.call(() -> store.takeExpired(atMost));
  }
}
