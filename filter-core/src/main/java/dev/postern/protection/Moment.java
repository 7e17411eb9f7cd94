package dev.postern.protection;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * When a rule is asked, by this node's clock. Immutable and thread-safe.
 *
 * @param now when the request came
 * @param clockSkew how far ahead the clock may be of whoever says when something happened
 */
public record Moment(Instant now, Duration clockSkew) {

  /** Rejects null. */
  public Moment {
    requireNonNull(now, "now");
    requireNonNull(clockSkew, "clockSkew");
  }

  /** Whether it happened no longer ago than that; what has yet to happen did not happen. */
  boolean isWithin(Duration age, Instant happened) {
    return !happened.isAfter(now.plus(clockSkew)) && !happened.isBefore(now.minus(age));
  }
}
