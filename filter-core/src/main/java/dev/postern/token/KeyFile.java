package dev.postern.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A key and the file it came from.
 *
 * @param name of the file, without its directory
 * @param notBefore the JWK's {@code nbf}: when it begins to sign
 * @param expiry the JWK's {@code exp}: when it ends altogether
 */
record KeyFile(String name, RingKey key, Optional<Instant> notBefore, Optional<Instant> expiry) {

  /** For a file that was there when the application started. */
  RingEntry signsFromStart() {
    return new RingEntry(key, notBefore.orElse(RingEntry.UNKNOWN), expiry);
  }

  /**
   * For a file that came later: nobody else may have read it yet, so that a time that is over tells
   * nothing.
   */
  RingEntry signsAfter(Instant seen, Instant atLeast) {
    return new RingEntry(key, notBefore.filter(seen::isBefore).orElse(atLeast), expiry);
  }
}
