package dev.postern.session;

import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What a shared store is: it keeps no references. */
final class BytesOnlyStore implements SessionStore {

  private final SessionStore store;

  BytesOnlyStore(SessionStore store) {
    this.store = store;
  }

  @Override
  public boolean create(SessionKey key, SessionRecord session) {
    requireBytes(session.header());
    requireBytes(session.attributes().values());
    return store.create(key, session);
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    return store.find(key, accessedAt);
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    requireBytes(delta);
    return store.update(key, delta);
  }

  @Override
  public UpdateResult move(SessionKey from, SessionKey to, SessionDelta delta, Grace grace) {
    requireBytes(delta);
    return store.move(from, to, delta, grace);
  }

  @Override
  public Optional<SessionRecord> delete(SessionKey key) {
    return store.delete(key);
  }

  private static void requireBytes(SessionDelta delta) {
    delta.header().ifPresent(BytesOnlyStore::requireBytes);
    requireBytes(delta.changed().values());
  }

  private static void requireBytes(Collection<StoredValue> values) {
    values.forEach(BytesOnlyStore::requireBytes);
  }

  private static void requireBytes(StoredValue value) {
    if (!(value instanceof StoredValue.Bytes)) {
      throw new IllegalArgumentException("A shared store keeps bytes only, not " + value);
    }
  }
}
