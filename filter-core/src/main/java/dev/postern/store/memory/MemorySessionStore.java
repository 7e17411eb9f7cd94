package dev.postern.store.memory;

import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.KeepsReferences;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Instant;
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
  private final Clock clock;

  MemorySessionStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public boolean create(SessionKey key, SessionRecord session) {
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
    return table.putIfAbsent(key, new Lineage(table, key, first)) == null;
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    return table.get(key) instanceof Lineage lineage
        ? lineage.find(key, accessedAt, clock.instant())
        : new FindResult.Absent();
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    return table.get(key) instanceof Lineage lineage
        ? lineage.update(key, delta, clock.instant())
        : new UpdateResult.Gone();
  }

  @Override
  public UpdateResult move(SessionKey from, SessionKey to, SessionDelta delta, Grace grace) {
    Instant now = clock.instant();
    sweep.step(now);
    release(to, now);
    return table.get(from) instanceof Lineage lineage
        ? lineage.move(from, to, delta, grace, now)
        : new UpdateResult.Gone();
  }

  @Override
  public Optional<SessionRecord> delete(SessionKey key) {
    Instant now = clock.instant();
    sweep.step(now);
    release(key, now);
    return table.putIfAbsent(key, Tombstone.setAt(now)) instanceof Lineage lineage
        ? lineage.delete(key, now)
        : Optional.empty();
  }

  int size() {
    return table.size();
  }

  private void release(SessionKey key, Instant now) {
    Entry entry = table.get(key);
    if (entry != null && entry.releases(key, now)) {
      table.remove(key, entry);
    }
  }
}
