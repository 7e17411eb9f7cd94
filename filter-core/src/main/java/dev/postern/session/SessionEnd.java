package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Ends sessions, and makes their end known where it was this node that ended them. Thread-safe. */
final class SessionEnd {

  private static final System.Logger LOG = System.getLogger(SessionEnd.class.getName());

  private final SessionStore store;
  private final SessionIds ids;
  private final SessionCodec codec;
  private final EndObserver observer;

  SessionEnd(SessionStore store, SessionIds ids, SessionCodec codec, EndObserver observer) {
    this.store = store;
    this.ids = ids;
    this.codec = codec;
    this.observer = observer;
  }

  /**
   * Ends the session under this key, which no request of this node holds.
   *
   * @return whether there was one
   */
  boolean end(SessionKey key) {
    return supersede(key, Duration.ZERO);
  }

  /**
   * Ends the session under this key because its client is about to get another one.
   *
   * @param grace in which a request under the old id is given nothing that replaces that one
   * @return whether there was one
   */
  boolean supersede(SessionKey key, Duration grace) {
    Optional<StoredSession> ended = delete(key, grace);
    ended.ifPresent(this::tell);
    return ended.isPresent();
  }

  /**
   * Ends these, as many as the store lets.
   *
   * @return how many there were still
   * @throws dev.postern.store.StoreException if some could not be ended
   */
  int endEach(Collection<StoredSession> sessions) {
    return EachEnd.of(sessions, "sessions", session -> end(session.key()));
  }

  /** Forgets the key only after the store confirmed, so that a failed end can be repeated. */
  void end(ManagedSession session) {
    supersede(session, Duration.ZERO);
  }

  /**
   * Ends this session because its client is about to get another one.
   *
   * @param grace in which a request under the old id is given nothing that replaces that one
   */
  void supersede(ManagedSession session, Duration grace) {
    if (isToBeTold(session, grace)) {
      // Not under the session's lock: whoever is told may ask for anything and wait for it.
      observer.ended(session);
      session.ended();
    }
  }

  private boolean isToBeTold(ManagedSession session, Duration grace) {
    synchronized (session) {
      if (session.isEnded()) {
        return false;
      }
      session.invalidate();
      boolean endedHere = isEndedHere(session, grace);
      if (endedHere) {
        session.reopen();
      } else {
        session.ended();
      }
      return endedHere;
    }
  }

  /** Whether anybody wants to know of them. */
  boolean areHeard() {
    return observer.isInterested();
  }

  /** Makes known that the time of these sessions is over; one that fails hinders no other. */
  void tell(Collection<StoredSession> expired) {
    for (StoredSession session : expired) {
      try {
        tell(session);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "event=session-end-untold", e);
      }
    }
  }

  private boolean isEndedHere(ManagedSession session, Duration grace) {
    Optional<SessionKey> key = session.storedUnder();
    if (key.isEmpty()) {
      return true;
    }
    Optional<StoredSession> ended = delete(key.get(), grace);
    ended.ifPresent(record -> session.complete(record.session()));
    return ended.isPresent();
  }

  private Optional<StoredSession> delete(SessionKey key, Duration grace) {
    return grace.isZero() ? store.delete(key) : store.supersede(key, grace);
  }

  /**
   * A header that is not ours is nobody's session, and a grant is none; a header that only a later
   * version of this library can read was reported where it was looked at.
   */
  private void tell(StoredSession ended) {
    if (observer.isInterested() && !RecordMark.isOn(ended.session().header())) {
      codec
          .headerIfReadable(ended.key(), ended.session().header())
          .map(header -> ManagedSession.ended(ids, codec, header, ended))
          .ifPresent(
              session -> {
                observer.ended(session);
                session.ended();
              });
    }
  }
}
