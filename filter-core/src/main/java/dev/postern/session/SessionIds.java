package dev.postern.session;

import dev.postern.store.SessionKey;
import java.security.SecureRandom;

/**
 * Ids that nobody had before, and the keys that belong to ids. Thread-safe.
 *
 * @param random where ids come from
 * @param keys makes their keys
 */
record SessionIds(SecureRandom random, SessionKeys keys) {

  SessionId sessionId() {
    return SessionId.random(random);
  }

  RecordId recordId() {
    return RecordId.random(random);
  }

  SessionKey keyOf(SessionId id) {
    return keys.keyOf(id);
  }
}
