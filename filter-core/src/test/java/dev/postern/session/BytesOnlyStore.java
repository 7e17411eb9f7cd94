package dev.postern.session;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a shared store is: it keeps no references, and sends large attributes only when asked. */
final class BytesOnlyStore implements SessionStore {

  private final SessionStore store;

  BytesOnlyStore(SessionStore store) {
    this.store = store;
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    requireBytes(session.header());
    requireBytes(session.attributes().values());
    return store.create(key, session, enrolment);
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    FindResult result = store.find(key, accessedAt);
    return result instanceof FindResult.Found found
        ? new FindResult.Found(withoutLarge(found.session()))
        : result;
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return store.attribute(key, name);
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    requireBytes(delta);
    return store.update(key, delta);
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    requireBytes(delta);
    return store.move(from, to, delta, grace, enrolment);
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return store.delete(key);
  }

  @Override
  public Optional<StoredSession> supersede(SessionKey key, Duration grace) {
    return store.supersede(key, grace);
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return store.findBySubject(subject);
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    return store.takeExpired(atMost);
  }

  private static SessionRecord withoutLarge(SessionRecord session) {
    Map<String, StoredValue> attributes = new HashMap<>(session.attributes());
    attributes.replaceAll((name, value) -> isLarge(value) ? deferred(value) : value);
    return new SessionRecord(
        session.header(),
        attributes,
        session.lastAccessedAt(),
        session.lifetime(),
        session.version());
  }

  private static boolean isLarge(StoredValue value) {
    return ((StoredValue.Bytes) value).length() > SessionStore.DEFERRED_ABOVE;
  }

  private static StoredValue deferred(StoredValue value) {
    return new StoredValue.Deferred(((StoredValue.Bytes) value).length());
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
