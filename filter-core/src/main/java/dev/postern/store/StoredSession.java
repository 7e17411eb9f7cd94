package dev.postern.store;

import static java.util.Objects.requireNonNull;

/**
 * A record and the key it is filed under, or was until it ended. Immutable and thread-safe.
 *
 * @param key the latest one, to which the header belongs
 * @param session the record
 */
public record StoredSession(SessionKey key, SessionRecord session) {

  /** Refuses null. */
  public StoredSession {
    requireNonNull(key, "key");
    requireNonNull(session, "session");
  }
}
