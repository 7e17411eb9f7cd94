package dev.postern.store.memory;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.KeepsReferences;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Sessions in this JVM, as plain references. What has ended is absent at once and leaves the table
 * little by little, a few entries with every write. Thread-safe.
 */
final class MemorySessionStore implements SessionStore, KeepsReferences {

  private final ConcurrentMap<SessionKey, Entry> table = new ConcurrentHashMap<>();
  private final Sweep sweep = new Sweep(table);
  private final Subjects subjects = new Subjects(key -> liveUnder(key).isPresent());
  private final Expired expired = new Expired();
  private final Clock clock;

  MemorySessionStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    return enrolment
        .map(
            asked ->
                subjects.enrol(
                    asked,
                    key,
                    key,
                    CreateResult.FULL,
                    () -> create(key, session),
                    CreateResult.CREATED::equals))
        .orElseGet(() -> create(key, session));
  }

  private CreateResult create(SessionKey key, SessionRecord session) {
    Instant now = clock.instant();
    sweep.step(now);
    SessionRecord first =
        new SessionRecord(
            session.header(),
            session.attributes(),
            session.lastAccessedAt(),
            session.lifetime(),
            1);
    release(key, now);
    Lineage lineage = new Lineage(table, expired::add, key, first);
    return table.putIfAbsent(key, lineage) == null ? CreateResult.CREATED : CreateResult.TAKEN;
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    Entry entry = table.get(key);
    return entry == null ? new FindResult.Absent() : entry.find(key, accessedAt, clock.instant());
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return table.get(key) instanceof Lineage lineage
        ? lineage.attribute(key, name, clock.instant())
        : Optional.empty();
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    return table.get(key) instanceof Lineage lineage
        ? lineage.update(key, delta, clock.instant())
        : new UpdateResult.Gone();
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return enrolment
        .map(
            asked ->
                subjects.<UpdateResult>enrol(
                    asked,
                    from,
                    to,
                    new UpdateResult.Full(),
                    () -> move(from, to, delta, grace),
                    UpdateResult.Saved.class::isInstance))
        .orElseGet(() -> move(from, to, delta, grace));
  }

  private UpdateResult move(SessionKey from, SessionKey to, SessionDelta delta, Grace grace) {
    Instant now = clock.instant();
    sweep.step(now);
    release(to, now);
    return table.get(from) instanceof Lineage lineage
        ? lineage.move(from, to, delta, grace, now)
        : new UpdateResult.Gone();
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return supersede(key, Duration.ZERO);
  }

  @Override
  public Optional<StoredSession> supersede(SessionKey key, Duration grace) {
    Instant now = clock.instant();
    sweep.step(now);
    release(key, now);
    Tombstone tombstone = Tombstone.setAt(now, grace);
    return table.putIfAbsent(key, tombstone) instanceof Lineage lineage
        ? lineage.end(key, tombstone, now)
        : Optional.empty();
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return subjects.of(subject).stream().map(this::liveUnder).flatMap(Optional::stream).toList();
  }

  /** Looks at every session, which in this JVM is a matter of milliseconds. */
  @Override
  public List<StoredSession> takeExpired(int atMost) {
    Instant now = clock.instant();
    table.keySet().forEach(key -> release(key, now));
    return expired.take(atMost);
  }

  int size() {
    return table.size();
  }

  int subjects() {
    return subjects.size();
  }

  private Optional<StoredSession> liveUnder(SessionKey key) {
    return table.get(key) instanceof Lineage lineage
        ? lineage.liveUnder(key, clock.instant())
        : Optional.empty();
  }

  private void release(SessionKey key, Instant now) {
    Entry entry = table.get(key);
    if (entry != null && entry.releases(key, now)) {
      table.remove(key, entry);
    }
  }
}
