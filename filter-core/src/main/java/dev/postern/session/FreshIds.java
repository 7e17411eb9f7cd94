package dev.postern.session;

import java.security.SecureRandom;

/**
 * Ids that nobody had before. Thread-safe.
 *
 * @param random where they come from
 */
record FreshIds(SecureRandom random) {

  SessionId sessionId() {
    return SessionId.random(random);
  }

  RecordId recordId() {
    return RecordId.random(random);
  }
}
