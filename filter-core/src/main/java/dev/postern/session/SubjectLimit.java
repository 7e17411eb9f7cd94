package dev.postern.session;

import static java.util.Objects.requireNonNull;

/**
 * How many sessions one subject may have, and what happens at a login beyond that. Immutable and
 * thread-safe.
 *
 * @param most positive
 * @param whenFull who gives way
 */
public record SubjectLimit(int most, WhenFull whenFull) {

  /** Who gives way. */
  public enum WhenFull {
    /** The session whose login is longest ago is ended. */
    OLDEST_OUT,
    /** The login is refused. */
    REFUSE
  }

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public SubjectLimit {
    requireNonNull(whenFull, "whenFull");
    if (most < 1) {
      throw new IllegalArgumentException("A subject may have one session at least.");
    }
  }

  boolean refuses() {
    return whenFull == WhenFull.REFUSE;
  }
}
