package dev.postern.token;

import java.time.Instant;
import java.util.Optional;

/**
 * An encryption key of a ring, its file and its times.
 *
 * @param file its name, without the directory
 * @param from from when on it encrypts; {@link RingEntry#UNKNOWN} if nobody says
 * @param until from when on it does not even decrypt, if somebody says
 */
record EncryptionEntry(String file, EncryptionKey key, Instant from, Optional<Instant> until) {

  boolean isDue(Instant now) {
    return !from.isAfter(now);
  }

  boolean isLive(Instant now) {
    return until.isEmpty() || until.get().isAfter(now);
  }

  /** For a file that came while the application runs: other nodes need it first. */
  EncryptionEntry notBefore(Instant seen, Instant atLeast) {
    return from.isAfter(seen) ? this : new EncryptionEntry(file, key, atLeast, until);
  }
}
