package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import dev.postern.store.FindResult;
import dev.postern.store.FindResult.Found;
import dev.postern.store.FindResult.Moved;
import dev.postern.store.FindResult.Superseded;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds, begins, saves and ends sessions. Per request that is one {@code find} or {@code begin},
 * and one {@code save} before the first byte of the answer leaves.
 *
 * <p>Every method that asks the store throws {@link StoreException} if it cannot be asked; a {@code
 * save} or {@code end} that failed may be repeated. Thread-safe.
 */
public final class SessionManager {

  /** A pointer leads to a pointer only while ids change faster than requests are served. */
  static final int MAX_HOPS = 8;

  private final SessionStore store;
  private final SessionKeys keys;
  private final SessionSettings settings;
  private final SessionCodec codec;
  private final SubjectSessions subjects;
  private final AttributeSwap swap;
  private final SessionWriter writer;
  private final SessionIds ids;
  private final SessionEnd ends;
  private final TouchThrottle throttle = new TouchThrottle();
  private final EndedSessions ended = new EndedSessions();
  private final UntoldSessions untold = new UntoldSessions();

  /**
   * Manages the sessions of one application.
   *
   * @param sealing how they are kept in a store that does not keep references
   * @param observer of sessions that end
   */
  public SessionManager(
      SessionStore store,
      SessionKeys keys,
      SessionSettings settings,
      SessionSealing sealing,
      SecureRandom random,
      EndObserver observer) {
    this.store = store;
    this.keys = keys;
    this.settings = settings;
    this.codec = SessionCodec.of(store, sealing, random);
    this.ids = new SessionIds(random, keys);
    this.ends = new SessionEnd(store, ids, codec, observer);
    this.subjects = new SubjectSessions(store, keys, codec, ends);
    this.swap = new AttributeSwap(store, codec);
    this.writer = new SessionWriter(store, keys, settings, codec, ends, untold);
  }

  /**
   * The session of this id, or empty if it has ended or its header is not authentic. One trip; a
   * second one for an id that was just renewed; none for one that was found to have ended a moment
   * ago. An id that a login has just replaced answers a new and empty session: that request is
   * nobody's, yet its client may hold the new id already, so nothing must be taken from it. What
   * such a request puts into its session is not stored, for a new id would take the place of the
   * one that the login handed out.
   */
  public Optional<ManagedSession> find(SessionId id, Instant now) {
    SessionKey key = keys.keyOf(id);
    if (ended.contains(key, now)) {
      return Optional.empty();
    }
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      Optional<Instant> touch = throttle.touchIfDue(key, now);
      FindResult result = store.find(key, touch);
      if (result instanceof Found found) {
        return open(id, key, touch, found.session(), now);
      }
      if (result instanceof Superseded) {
        return Optional.of(beginDetached(now));
      }
      if (!(result instanceof Moved moved)) {
        ended.add(key, now);
        return Optional.empty();
      }
      key = moved.to();
    }
    return Optional.empty();
  }

  private Optional<ManagedSession> open(
      SessionId id, SessionKey key, Optional<Instant> touch, SessionRecord found, Instant now) {
    Optional<SessionHeader> header = codec.decodeHeader(key, found.header());
    if (header.isPresent()) {
      slide(key, touch, found, now);
    }
    return header.map(own -> new ManagedSession(ids, codec, id, key, own, found, store::attribute));
  }

  /** The same sessions, by whose they are. */
  public SubjectSessions subjects() {
    return subjects;
  }

  /** A new session. No trip; it is stored only once there is something in it. */
  public ManagedSession begin(Instant now) {
    return new ManagedSession(ids, codec, settings.lifetimeFrom(now), now);
  }

  /**
   * A new session that is not stored unless somebody logs in to it, because the client may have got
   * another one meanwhile: an id for this one would take that one's place. No trip.
   */
  public ManagedSession beginDetached(Instant now) {
    ManagedSession session = begin(now);
    session.detach();
    return session;
  }

  /**
   * Makes this identity the session's: it gets another id when it is saved, the old id leads
   * nowhere, and its absolute lifetime begins anew. A session of another subject is ended at once
   * (one trip) and a new one takes its place, so that nobody inherits what another put into it.
   * Where logins beyond the bound are refused, the session is saved here, so that the refusal comes
   * at the login and not later, and before another subject's session is ended.
   *
   * @param device where the login comes from
   * @return the session to go on with
   * @throws dev.postern.identity.TooManySessionsException if the subject has as many as it may have
   */
  public ManagedSession login(
      ManagedSession session, Identity identity, Device device, Instant now) {
    ManagedSession own = session.belongsToOtherThan(identity) ? begin(now) : session;
    Runnable undo = own.login(identity, new Login(device, now), settings.deadlineFrom(now));
    if (settings.perSubject().refuses()) {
      saveAtOnce(own, undo, now);
    }
    if (own != session) {
      giveWay(session, own, identity);
    }
    return own;
  }

  /** If that fails the login has, and the session that may be stored for it is no client's. */
  private void giveWay(ManagedSession former, ManagedSession own, Identity identity) {
    try {
      ends.supersede(former, settings.idGrace());
    } catch (StoreException e) {
      own.storedUnder()
          .ifPresent(key -> untold.add(key, Optional.of(keys.subjectOf(identity.name()))));
      throw e;
    }
  }

  private void saveAtOnce(ManagedSession session, Runnable undo, Instant now) {
    boolean wasStored = session.isStored();
    try {
      if (save(session, now) == SaveResult.SAVED_UNDER_NEW_ID) {
        session.owesNewId();
      }
    } catch (TooManySessionsException e) {
      if (wasStored && !session.isStored()) {
        // Somebody ended it meanwhile; undone, the next save would store it anew.
        session.ended();
      } else {
        undo.run();
      }
      throw e;
    }
  }

  /**
   * Stores what changed. No trip if nothing did, or if there is nothing in a session that was never
   * stored; otherwise one. More only where the id changed under this request's feet. A session that
   * has ended meanwhile stays ended.
   */
  public SaveResult save(ManagedSession session, Instant now) {
    SaveResult result = writer.save(session, now);
    if (result == SaveResult.SAVED || result == SaveResult.SAVED_UNDER_NEW_ID) {
      session.storedUnder().ifPresent(key -> stored(key, session.maxInactive(), now));
    }
    boolean isNewToClient = result != SaveResult.GONE && session.takeOwedNewId();
    return isNewToClient ? SaveResult.SAVED_UNDER_NEW_ID : result;
  }

  private void stored(SessionKey key, Duration maxInactive, Instant now) {
    throttle.touched(key, maxInactive, now);
    ended.remove(key);
    untold.remove(key);
  }

  /**
   * Compare-and-set of one attribute, at once: puts the value in the place of the expected one if
   * that is what is stored, by {@code equals}; null is no value. In either case the session shows
   * from now on what is stored, and what this request had set there before is dropped. Two trips,
   * and more while other requests change the session. If the store gives no answer, the value may
   * have been set or not.
   *
   * @return whether it was the expected one
   * @throws IllegalStateException if the session has ended, or the value is too large
   * @throws IllegalArgumentException if a shared store must not hold objects of a class in it
   */
  public boolean replaceAttribute(
      ManagedSession session,
      String name,
      @Nullable Object expected,
      @Nullable Object value,
      Instant now) {
    return session.whileAsleep(
        value == null ? List.of() : List.of(value),
        () -> swap.swap(session, name, expected, value, now));
  }

  /** Ends the session and returns when that is confirmed. No trip if it was never stored. */
  public void end(ManagedSession session) {
    ends.end(session);
  }

  /**
   * Ends the session of this id and returns when that is confirmed.
   *
   * @return whether there was one
   */
  public boolean end(SessionId id) {
    return ends.end(keys.keyOf(id));
  }

  /**
   * Makes the end of sessions known whose time is over, each on one node, if anybody wants to know,
   * and in any case ends those that logins stored and no client was told of. Not for the path of a
   * request.
   *
   * @param atMost how many
   * @return how many were over; fewer than asked if there are no more now, or nobody wants to know
   */
  public int endExpired(int atMost) {
    untold.end(ends);
    List<StoredSession> expired = ends.areHeard() ? store.takeExpired(atMost) : List.of();
    ends.tell(expired);
    return expired.size();
  }

  /**
   * Usually the touch rode on the look-up, or none was due. Only if another node made the idle
   * timeout shorter since this node's last touch, the touch is made up for in a trip of its own.
   */
  private void slide(SessionKey key, Optional<Instant> touch, SessionRecord found, Instant now) {
    if (touch.isEmpty() && !TouchThrottle.isOverdue(found, now)) {
      return;
    }
    if (touch.isEmpty()) {
      store.find(key, Optional.of(now));
    }
    throttle.touched(key, found.lifetime().idleTimeout(), now);
  }
}
