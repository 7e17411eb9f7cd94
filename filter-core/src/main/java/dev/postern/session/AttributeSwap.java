package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.store.FindResult;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Compare-and-set of one attribute, at once and in the store: the version that was read must still
 * be there when the new value is written, or it is read again. Thread-safe.
 */
final class AttributeSwap {

  /** Each failed attempt is another request's success, so somebody always gets on. */
  private static final int MAX_ATTEMPTS = 1_000;

  /** No record has it, so that an update under this condition only tells where the record is. */
  private static final long NO_VERSION = 0;

  private final SessionStore store;
  private final SessionCodec codec;

  AttributeSwap(SessionStore store, SessionCodec codec) {
    this.store = store;
    this.codec = codec;
  }

  /**
   * Puts the value in the place of the expected one if that is what is stored; null is no value. In
   * either case the request sees from now on what is stored.
   *
   * @throws IllegalStateException if the session has ended, or the value is too large
   * @throws IllegalArgumentException if a shared store must not hold objects of a class in it
   */
  boolean swap(
      ManagedSession session,
      String name,
      @Nullable Object expected,
      @Nullable Object value,
      Instant now) {
    synchronized (session) {
      if (!session.isValid()) {
        throw ended(session);
      }
      Optional<SessionKey> key = session.storedUnder();
      return key.isPresent()
          ? swapStored(session, key.get(), name, expected, value, now)
          : swapUnstored(session, name, expected, value);
    }
  }

  /** No other request can know of a session that was never stored. */
  private static boolean swapUnstored(
      ManagedSession session, String name, @Nullable Object expected, @Nullable Object value) {
    SessionAttributes view = session.draft().attributes();
    if (!Objects.deepEquals(view.get(name), expected)) {
      return false;
    }
    if (value == null) {
      view.remove(name);
    } else {
      view.set(name, value);
    }
    return true;
  }

  private boolean swapStored(
      ManagedSession session,
      SessionKey first,
      String name,
      @Nullable Object expected,
      @Nullable Object value,
      Instant now) {
    SessionAttributes view = session.draft().attributes();
    SessionKey key = first;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      StoredSession found = locate(session, key, now);
      key = found.key();
      view.refresh(name, fresh(found, name));
      if (!Objects.deepEquals(view.get(name), expected)) {
        return false;
      }
      AttributeChanges change = view.changing(name, value);
      SessionDelta delta = delta(change, now).ifVersion(found.session().version());
      if (store.update(key, delta) instanceof UpdateResult.Saved) {
        view.swapped(name, value, change);
        return true;
      }
    }
    throw new IllegalStateException(
        "Other requests changed the session " + MAX_ATTEMPTS + " times meanwhile.");
  }

  /** The record as it is now, wherever it is. */
  private StoredSession locate(ManagedSession session, SessionKey from, Instant now) {
    SessionKey key = from;
    for (int hop = 0; hop < SessionManager.MAX_HOPS; hop++) {
      FindResult result = store.find(key, Optional.empty());
      if (result instanceof FindResult.Found found) {
        StoredSession stored = new StoredSession(key, found.session());
        if (isOf(session, stored)) {
          return stored;
        }
        throw ended(session);
      }
      key = next(session, key, result, now);
    }
    throw new IllegalStateException("The session changes its id faster than it can be read.");
  }

  private SessionKey next(ManagedSession session, SessionKey key, FindResult result, Instant now) {
    if (result instanceof FindResult.Moved moved) {
      return moved.to();
    }
    if (result instanceof FindResult.Superseded
        && store.update(key, delta(AttributeChanges.NONE, now).ifVersion(NO_VERSION))
            instanceof UpdateResult.Moved moved) {
      return moved.to();
    }
    throw ended(session);
  }

  /**
   * A login keeps the record, and whoever holds only the id from before it must not be shown what
   * is in there now (session fixation, ASVS 7.2.4).
   */
  private boolean isOf(ManagedSession session, StoredSession found) {
    return codec
        .decodeHeader(found.key(), found.session().header())
        .filter(header -> header.recordId().value().equals(session.recordId()))
        .filter(header -> isOwnedBy(session.identity(), header))
        .isPresent();
  }

  private static boolean isOwnedBy(Optional<Identity> asking, SessionHeader header) {
    return header.identity().isEmpty()
        || asking.filter(caller -> !header.belongsToOtherThan(caller)).isPresent();
  }

  /** A large one is fetched; should it have changed since, the version has too. */
  private Optional<StoredValue> fresh(StoredSession found, String name) {
    StoredValue kept = found.session().attributes().get(name);
    return kept instanceof StoredValue.Deferred
        ? store.attribute(found.key(), name)
        : Optional.ofNullable(kept);
  }

  private static SessionDelta delta(AttributeChanges change, Instant now) {
    return new SessionDelta(
        Optional.empty(),
        change.stored(),
        change.removed(),
        now,
        Optional.empty(),
        OptionalLong.empty());
  }

  private static IllegalStateException ended(ManagedSession session) {
    session.ended();
    return new IllegalStateException("The session has ended.");
  }
}
