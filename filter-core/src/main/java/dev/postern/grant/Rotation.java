package dev.postern.grant;

import static java.util.Objects.requireNonNull;

import dev.postern.store.StoredValue;
import java.time.Duration;
import java.time.Instant;

/**
 * The last time the token of a grant was changed. Immutable and thread-safe.
 *
 * @param previous the token that was used
 * @param at when
 * @param successor what took its place, sealed so that only the previous token opens it
 */
record Rotation(TokenHash previous, Instant at, StoredValue.Bytes successor) {

  Rotation {
    requireNonNull(previous, "previous");
    requireNonNull(at, "at");
    requireNonNull(successor, "successor");
  }

  /** Whether this token may have its successor once more. */
  boolean isRetry(RefreshToken presented, Duration grace, Instant now) {
    return previous.isOf(presented) && !now.isAfter(at.plus(grace));
  }
}
