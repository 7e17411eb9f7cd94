package dev.postern.protection;

import java.time.Duration;

/** Whether a password may be checked now. Immutable. */
sealed interface Admission {

  /** It may; the attempt must be ended. */
  record Admitted(LoginThrottle.Attempt attempt) implements Admission {}

  /**
   * It may not.
   *
   * @param retryAfter when it may be again, as things stand
   */
  record Throttled(Duration retryAfter) implements Admission {}
}
