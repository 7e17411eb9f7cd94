package dev.postern.strategy;

import dev.postern.denylist.Verdict;
import dev.postern.token.JwtProblem;
import dev.postern.token.JwtResult;
import java.util.Optional;

/** What a problem with a credential is called among the strategies. Stateless. */
final class Rejections {

  private Rejections() {}

  static AuthenticationResult of(JwtResult result) {
    return result instanceof JwtResult.Refused refused
        ? new AuthenticationResult.Rejected(reasonOf(refused.problem()))
        : new AuthenticationResult.Rejected(RejectionReason.MALFORMED);
  }

  /** Empty if the denylist has nothing against the credential. */
  static Optional<RejectionReason> of(Verdict verdict) {
    return switch (verdict) {
      case ALLOWED -> Optional.empty();
      case REISSUE_WANTED -> Optional.of(RejectionReason.REISSUE_WANTED);
      case TOKEN_DENIED, SESSION_DENIED, SUBJECT_CUT_OFF, EVERYONE_CUT_OFF, KEY_VOID ->
          Optional.of(RejectionReason.REVOKED);
    };
  }

  private static RejectionReason reasonOf(JwtProblem problem) {
    return switch (problem) {
      case MALFORMED, WRONG_FORMAT -> RejectionReason.MALFORMED;
      case UNKNOWN_KEY -> RejectionReason.UNKNOWN_KEY;
      case FORGED, WRONG_ALGORITHM -> RejectionReason.FORGED;
      case EXPIRED -> RejectionReason.EXPIRED;
      case WRONG_TYPE,
          MISSING_CLAIM,
          INVALID_CLAIM,
          WRONG_ISSUER,
          WRONG_AUDIENCE,
          WRONG_CLIENT,
          WRONG_TARGET,
          NOT_YET_VALID,
          LIVES_TOO_LONG ->
          RejectionReason.WRONG_CLAIMS;
    };
  }
}
