package dev.postern.session;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.KeepsReferences;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts round trips, and can do one and lose its answer. */
final class CountingStore implements SessionStore, KeepsReferences {

  private final SessionStore store;
  private final AtomicInteger trips = new AtomicInteger();
  private final AtomicInteger touches = new AtomicInteger();
  private final AtomicBoolean losesNextAnswer = new AtomicBoolean();
  private final AtomicBoolean losesNextSupersession = new AtomicBoolean();

  CountingStore(SessionStore store) {
    this.store = store;
  }

  int tripsSinceLast() {
    return trips.getAndSet(0);
  }

  int touchesSinceLast() {
    return touches.getAndSet(0);
  }

  void loseNextAnswer() {
    losesNextAnswer.set(true);
  }

  void loseNextSupersession() {
    losesNextSupersession.set(true);
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    return counted(() -> store.create(key, session, enrolment));
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    accessedAt.ifPresent(at -> touches.incrementAndGet());
    return counted(() -> store.find(key, accessedAt));
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return counted(() -> store.attribute(key, name));
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    return counted(() -> store.update(key, delta));
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return counted(() -> store.move(from, to, delta, grace, enrolment));
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return counted(() -> store.delete(key));
  }

  @Override
  public Optional<StoredSession> supersede(SessionKey key, Duration grace) {
    Optional<StoredSession> ended = counted(() -> store.supersede(key, grace));
    loseIf(losesNextSupersession);
    return ended;
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return counted(() -> store.findBySubject(subject));
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    return counted(() -> store.takeExpired(atMost));
  }

  private <T> T counted(Supplier<T> trip) {
    trips.incrementAndGet();
    T answer = trip.get();
    loseIf(losesNextAnswer);
    return answer;
  }

  private static void loseIf(AtomicBoolean told) {
    if (told.compareAndSet(true, false)) {
      throw new StoreException("The test lost this answer.", new IllegalStateException("lost"));
    }
  }
}
