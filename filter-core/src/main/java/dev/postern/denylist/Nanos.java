package dev.postern.denylist;

import java.time.Instant;

/** Instants as nanoseconds since 1970, which cost no object. Stateless. */
final class Nanos {

  private static final long PER_SECOND = 1_000_000_000L;

  /** A number of nanoseconds reaches some 292 years from 1970; beyond it any is as good. */
  private static final long FARTHEST_SECOND = Long.MAX_VALUE / PER_SECOND - 1;

  private Nanos() {}

  static long of(Instant instant) {
    long second = instant.getEpochSecond();
    if (Math.abs(second) > FARTHEST_SECOND) {
      return second > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
    }
    return second * PER_SECOND + instant.getNano();
  }

  static Instant toInstant(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }
}
