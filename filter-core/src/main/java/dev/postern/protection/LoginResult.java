package dev.postern.protection;

import dev.postern.identity.Identity;
import java.time.Duration;

/** How an attempt to log in by password ended. Immutable and thread-safe. */
public sealed interface LoginResult {

  /**
   * The password was right.
   *
   * @param identity whose it is
   */
  record Verified(Identity identity) implements LoginResult {}

  /** Unknown user, wrong password or barred account; nobody learns which. */
  record Refused() implements LoginResult {}

  /**
   * Too many wrong passwords; this one was not looked at. The answer is 429.
   *
   * @param retryAfter when it will be, longer than nothing
   */
  record Throttled(Duration retryAfter) implements LoginResult {}

  /**
   * Too many passwords are being checked; this one was not looked at. The answer is 503.
   *
   * @param retryAfter when to try again
   */
  record Busy(Duration retryAfter) implements LoginResult {}
}
