package dev.postern.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of a ring and its times.
 *
 * @param signsFrom from when on it may sign; {@link #UNKNOWN} if nobody says
 * @param until from when on it does not even verify, if somebody says
 */
record RingEntry(RingKey key, Instant signsFrom, Optional<Instant> until) {

  /** It may have signed ever since, and nobody can tell since when. */
  static final Instant UNKNOWN = Instant.MIN;

  boolean isSigning(JwsAlgorithm algorithm) {
    return key.signing().isPresent() && key.algorithm() == algorithm;
  }

  boolean isDue(Instant now) {
    return !signsFrom.isAfter(now);
  }

  boolean isEnded(Instant now) {
    return until.isPresent() && !until.get().isAfter(now);
  }

  boolean hasKnownStart() {
    return !signsFrom.equals(UNKNOWN);
  }
}
