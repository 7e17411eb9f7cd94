package dev.postern.endpoint;

import dev.postern.binding.BindingProblem;
import dev.postern.strategy.RejectionReason;
import java.util.Optional;

/**
 * How those are refused whose tokens are bound to them, or are to be. A client that makes proofs is
 * told whether one of them is the matter, or else it could not mend it (RFC 9449 sections 7.1 and
 * 9). Stateless and thread-safe.
 */
public final class SenderRefusals {

  private SenderRefusals() {}

  /** 401: a credential came and was not accepted. */
  public static Refusal ofCredential(RejectionReason reason) {
    return switch (reason) {
      case WRONG_PROOF, USED_PROOF ->
          Refusal.unauthorized(Optional.of(BearerError.INVALID_DPOP_PROOF));
      case NONCE_WANTED -> Refusal.unauthorized(Optional.of(BearerError.USE_DPOP_NONCE));
      default -> Refusal.credentialRejected();
    };
  }

  /** 400: no token for a request that has not shown what to bind it to (RFC 9449 section 5). */
  public static Refusal ofLogin(BindingProblem problem) {
    return switch (problem) {
      case WRONG_PROOF, USED_PROOF -> Refusal.badRequest(BearerError.INVALID_DPOP_PROOF);
      case NONCE_WANTED -> Refusal.badRequest(BearerError.USE_DPOP_NONCE);
      case NOT_UNDERSTOOD, UNBOUND, WRONG_SENDER -> Refusal.malformed();
    };
  }
}
