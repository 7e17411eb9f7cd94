package dev.postern.store;

import java.time.Duration;

/**
 * How long, and for what, the old key of a moved session still stands for the new one. Immutable
 * and thread-safe.
 *
 * @param length how long the pointer lives; zero leaves none
 * @param readable whether {@code find} tells where the session is; {@code update}, {@code move} and
 *     {@code delete} always do. After a login it is not readable: whoever planted the old id must
 *     not reach the new session (session fixation, ASVS 7.2.4), while requests already in flight
 *     may still save
 */
public record Grace(Duration length, boolean readable) {

  /** No pointer: the old key is absent at once. */
  public static final Grace NONE = new Grace(Duration.ZERO, false);

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Grace {
    if (length.isNegative()) {
      throw new IllegalArgumentException("A grace period is not negative.");
    }
  }
}
