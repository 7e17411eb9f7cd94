package dev.postern.protection;

/** What the access rules say about one request. Immutable and thread-safe. */
public sealed interface Decision {

  /** The application may see it. */
  record Allow() implements Decision {}

  /** Nobody is logged in, and somebody has to be: 401, or the login page. */
  record NeedsLogin() implements Decision {}

  /** Logging in would not help, or not as this caller: 403. */
  record Forbidden() implements Decision {}

  /**
   * The caller's token was not given the scopes: 403 with {@code insufficient_scope} (RFC 6750
   * section 3.1).
   *
   * @param scope all scopes the rule asks for, separated by spaces
   */
  record InsufficientScope(String scope) implements Decision {}

  /**
   * The caller is known and may, after a login that is more recent, or stronger: 401 with {@code
   * insufficient_user_authentication}, or the login page (RFC 9470 section 3).
   *
   * @param needed what the rule asks of a login
   */
  record InsufficientLogin(StepUp needed) implements Decision {}
}
