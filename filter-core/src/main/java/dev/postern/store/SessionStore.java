package dev.postern.store;

import java.time.Duration;
import java.time.Instant;
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

  /**
   * Stores a new record with version 1, whatever version it states. Never overwrites.
   *
   * @return false if the key is taken, by a record, by the pointer of a moved one or by the
   *     tombstone of a deleted one
   * @throws StoreException if the store cannot be reached
   */
  boolean create(SessionKey key, SessionRecord session);

  /**
   * The record under this key. If {@code accessedAt} is given and later than the last access, it
   * becomes the last access in the same trip, which slides the record's end. That is no change of
   * the record's version, and it does nothing for a record that was moved.
   *
   * @throws StoreException if the store cannot be reached
   */
  FindResult find(SessionKey key, Optional<Instant> accessedAt);

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
   * @return {@link UpdateResult.Saved}; {@link UpdateResult.Gone} if there is no record under
   *     {@code from} or {@code to} is taken; {@link UpdateResult.Moved} if another request was
   *     first; {@link UpdateResult.Conflict} if the expected version was another
   * @throws StoreException if the store cannot be reached
   */
  UpdateResult move(SessionKey from, SessionKey to, SessionDelta delta, Grace grace);

  /**
   * Ends the session, also when the key is the pointer of a moved one. Returns when the end is
   * confirmed; asking again is harmless. Every key the session had, and this key in any case, is
   * left with a tombstone that keeps it from being created again while a request may still be in
   * flight ({@link #TOMBSTONE_LIFE}).
   *
   * @return the record that was ended, or empty if there was none
   * @throws StoreException if the store cannot be reached
   */
  Optional<SessionRecord> delete(SessionKey key);
}
