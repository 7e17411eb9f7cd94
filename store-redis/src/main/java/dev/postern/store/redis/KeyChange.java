package dev.postern.store.redis;

import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.Optional;

/**
 * The two operations that concern more than one key of a session: in one step where all keys are on
 * one server, in several where they are not. Thread-safe.
 */
interface KeyChange {

  /** As {@link dev.postern.store.SessionStore#move}. */
  UpdateResult move(SessionKey from, SessionKey to, SessionDelta delta, Grace grace, Instant now);

  /** As {@link dev.postern.store.SessionStore#delete}. */
  Optional<StoredSession> delete(SessionKey key, Instant now);
}
