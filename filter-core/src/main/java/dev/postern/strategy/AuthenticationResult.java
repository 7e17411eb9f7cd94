package dev.postern.strategy;

import dev.postern.binding.Confirmation;

/** What a credential turned out to be. Immutable; the callers inside belong to one request. */
public sealed interface AuthenticationResult {

  /**
   * The credential is good and names an identity.
   *
   * @param caller has an identity
   * @param confirmation to whom the credential is bound; whoever has asked must look whether that
   *     is who sent it
   */
  record Authenticated(Caller caller, Confirmation confirmation) implements AuthenticationResult {}

  /**
   * The credential is good, but nobody has logged in: a session without an identity.
   *
   * @param caller has no identity
   */
  record Anonymous(Caller caller) implements AuthenticationResult {}

  /**
   * The credential is not accepted.
   *
   * @param reason for the log, never for the client
   */
  record Rejected(RejectionReason reason) implements AuthenticationResult {}
}
