package dev.postern.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The shared home of session records. Keys are hashes, values are opaque.
 *
 * <p>Rules for every method: "not found" is a value; only an outage throws {@link StoreException};
 * an expired record is absent, and so is every pointer to it; every write carries the record's
 * expiry, so that nothing stays for ever. Implementations are safe for use by many threads and by
 * many nodes on one backend.
 */
public interface SessionStore {

  /** How long the key of a deleted session cannot be created anew. */
  Duration TOMBSTONE_LIFE = Duration.ofMinutes(5);

  /** How long a record that has expired can be taken by {@link #takeExpired}, at least. */
  Duration EXPIRED_KEPT = Duration.ofMinutes(10);

  /**
   * A store that is asked over a network may answer a {@link StoredValue.Deferred} for an attribute
   * of more bytes than this.
   */
  int DEFERRED_ABOVE = 4_096;

  /**
   * Stores a new record with version 1, whatever version it states. Never overwrites.
   *
   * @param enrolment under which subject the session is to be found, and how many such there may be
   * @throws StoreException if the store cannot be reached
   */
  CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment);

  /**
   * The record under this key. If {@code accessedAt} is given and later than the last access, it
   * becomes the last access in the same trip, which slides the record's end. That is no change of
   * the record's version, and it does nothing for a record that was moved. Large attributes may be
   * {@linkplain StoredValue.Deferred deferred}.
   *
   * @throws StoreException if the store cannot be reached
   */
  FindResult find(SessionKey key, Optional<Instant> accessedAt);

  /**
   * One attribute as it is now, in full: for one that was deferred. Follows pointers, readable or
   * not, because whoever asks was given the record before.
   *
   * @return empty if the record or the attribute is absent
   * @throws StoreException if the store cannot be reached
   */
  Optional<StoredValue> attribute(SessionKey key, String name);

  /**
   * Applies what changed. Never creates: a deleted or expired session stays gone. Follows no
   * pointer, but says where the record is, readable or not.
   *
   * @throws StoreException if the store cannot be reached
   */
  UpdateResult update(SessionKey key, SessionDelta delta);

  /**
   * Applies what changed and files the record under another key, in one step. The old key becomes a
   * pointer for the time of {@code grace}; the pointer never outlives the record. A move that is
   * not readable hides the session from all earlier pointers too.
   *
   * @param enrolment under which subject the session is to be found from now on, under its new key
   *     and no more under the old one; empty if it belongs to nobody
   * @return {@link UpdateResult.Saved}; {@link UpdateResult.Gone} if there is no record under
   *     {@code from} or {@code to} is taken; {@link UpdateResult.Moved} if another request was
   *     first; {@link UpdateResult.Conflict} if the expected version was another; {@link
   *     UpdateResult.Full} if the subject has as many other sessions as it may have
   * @throws StoreException if the store cannot be reached
   */
  UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment);

  /**
   * Ends the session, also when the key is the pointer of a moved one. Returns when the end is
   * confirmed; asking again is harmless. Every key the session had, and this key in any case, is
   * left with a tombstone that keeps it from being created again while a request may still be in
   * flight ({@link #TOMBSTONE_LIFE}).
   *
   * @return the record that was ended, with nothing deferred, or empty if there was none; of many
   *     callers one is answered it
   * @throws StoreException if the store cannot be reached
   */
  Optional<StoredSession> delete(SessionKey key);

  /**
   * Ends the session as {@link #delete} does, because another one takes its place at its client.
   * Until the grace is over {@code find} answers {@link FindResult.Superseded} for every key the
   * session had, and for this key in any case.
   *
   * @param grace not negative; counts no longer than {@link #TOMBSTONE_LIFE}
   * @return as {@code delete} does
   * @throws StoreException if the store cannot be reached
   */
  Optional<StoredSession> supersede(SessionKey key, Duration grace);

  /**
   * The live sessions that are enrolled under this subject, in no order. Their attributes may be
   * missing. Whoever has ended is struck off the index by this, so that the index never grows
   * beyond the bound that enrolments state.
   *
   * @throws StoreException if the store cannot be reached
   */
  List<StoredSession> findBySubject(SubjectKey subject);

  /**
   * Takes records whose end came by time and not by {@link #delete}, so that their end can be made
   * known. Each is given to one caller on one node, once; which have been taken and not made known
   * when a node dies, are not given again. Not for the path of a request.
   *
   * @param atMost how many; positive
   * @return with nothing deferred; fewer than asked if there are no more now
   * @throws StoreException if the store cannot be reached
   */
  List<StoredSession> takeExpired(int atMost);
}
