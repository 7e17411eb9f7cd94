package dev.postern;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import dev.postern.token.AppSecret;
import dev.postern.token.JwsAlgorithm;
import dev.postern.token.KeySettings;
import dev.postern.token.SharedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The shared signing keys of an app as a record among its sessions, under a key that no session can
 * have: it is derived from the app's secret, those of sessions from random ids. Thread-safe.
 */
final class KeyRecord implements SharedRecord {

  /** How long the keys outlive the last node that looked at them, at least. */
  private static final Duration UNUSED = Duration.ofDays(90);

  /** A node that is there slides the end as often as this. */
  private static final Duration TOUCH = Duration.ofHours(1);

  private static final Duration DEADLINE = Duration.ofDays(3650);

  private final SessionStore store;
  private final SessionKey key;
  private final Duration unused;
  private volatile Instant touchedAt = Instant.EPOCH;

  private KeyRecord(SessionStore store, SessionKey key, Duration unused) {
    this.store = store;
    this.key = key;
    this.unused = unused;
  }

  static KeyRecord of(
      SessionStore store, AppSecret secret, JwsAlgorithm algorithm, KeySettings settings) {
    byte[] hash = secret.derive("key-ring-record/" + algorithm.headerName());
    SessionKey key = new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    Duration turns = settings.rotateEvery().orElse(Duration.ZERO).multipliedBy(2);
    return new KeyRecord(store, key, turns.compareTo(UNUSED) > 0 ? turns : UNUSED);
  }

  @Override
  public Optional<Version> find(Instant now) {
    boolean touching = !now.isBefore(touchedAt.plus(TOUCH));
    FindResult result = store.find(key, touching ? Optional.of(now) : Optional.empty());
    touchedAt = touching ? now : touchedAt;
    return result instanceof FindResult.Found found
            && found.session().header() instanceof StoredValue.Bytes bytes
        ? Optional.of(new Version(bytes.toByteArray(), found.session().version()))
        : Optional.empty();
  }

  @Override
  public boolean create(byte[] bytes, Instant now) {
    SessionRecord record =
        new SessionRecord(new StoredValue.Bytes(bytes), Map.of(), now, lifetime(now), 1);
    return store.create(key, record, Optional.empty()) == CreateResult.CREATED;
  }

  @Override
  public boolean replace(long expectedVersion, byte[] bytes, Instant now) {
    SessionDelta delta =
        new SessionDelta(
            Optional.of(new StoredValue.Bytes(bytes)),
            Map.of(),
            Set.of(),
            now,
            Optional.of(lifetime(now)),
            OptionalLong.of(expectedVersion));
    return store.update(key, delta) instanceof UpdateResult.Saved;
  }

  private Lifetime lifetime(Instant now) {
    return new Lifetime(unused, now.plus(DEADLINE));
  }
}
