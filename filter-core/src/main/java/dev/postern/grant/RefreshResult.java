package dev.postern.grant;

/** What a refresh token was worth. Immutable and thread-safe. */
public sealed interface RefreshResult {

  /**
   * It was good, and is replaced.
   *
   * @param granted what took its place
   */
  record Refreshed(Granted granted) implements RefreshResult {}

  /**
   * It was not.
   *
   * @param problem for the log
   */
  record Refused(RefreshProblem problem) implements RefreshResult {}
}
