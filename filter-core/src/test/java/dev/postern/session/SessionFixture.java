package dev.postern.session;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreSettings;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.memory.MemoryStoreProvider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A session manager on a counted memory store, with a clock that stands. */
abstract class SessionFixture {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration ABSOLUTE = Duration.ofHours(12);
  static final Duration GRACE = Duration.ofSeconds(10);

  final MutableClock clock = new MutableClock(NOON);
  final SessionStore memory =
      new MemoryStoreProvider().open(new StoreSettings("test", Map.of(), clock)).sessions();
  final CountingStore store = new CountingStore(memory);
  final SessionKeys keys = new SessionKeys(new byte[32]);
  final EndsHeard observer = new EndsHeard();
  final SessionManager manager = newNode();

  /** Another node on the same store. */
  SessionManager newNode() {
    return new SessionManager(
        storeOfManagers(),
        keys,
        new SessionSettings(IDLE, ABSOLUTE, GRACE, limit()),
        sealing(),
        new SecureRandom(),
        observer);
  }

  /** The counted store, as the managers see it. */
  SessionStore storeOfManagers() {
    return store;
  }

  /** Of sessions per subject. */
  SubjectLimit limit() {
    return new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT);
  }

  SessionSealing sealing() {
    return new SessionSealing(
        "test",
        List.of(new byte[32]),
        new AttributeSettings(List.of(), 1 << 20, 1 << 22),
        getClass().getClassLoader());
  }

  Instant now() {
    return clock.instant();
  }

  Identity identity(String name) {
    return Identity.ofPassword(name, Set.of("customer"), now());
  }

  /** Begun with one attribute by an earlier request. */
  SessionId storedSession() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("first", "1");
    manager.save(session, now());
    store.tripsSinceLast();
    return session.id();
  }

  /** Begun and logged in to by an earlier request. */
  SessionId loggedIn(String name) {
    ManagedSession session =
        manager.login(manager.begin(now()), identity(name), Device.UNKNOWN, now());
    session.setAttribute("of", name);
    manager.save(session, now());
    store.tripsSinceLast();
    return session.id();
  }

  /** An attribute that is there. */
  static <T> T attribute(ManagedSession session, String name, Class<T> type) {
    return type.cast(requireNonNull(session.attribute(name), name));
  }

  ManagedSession found(SessionId id) {
    return manager.find(id, now()).orElseThrow();
  }
}
