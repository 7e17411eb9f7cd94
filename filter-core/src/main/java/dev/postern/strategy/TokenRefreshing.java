package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.denylist.CredentialFacts;
import dev.postern.grant.Granted;
import dev.postern.grant.RefreshProblem;
import dev.postern.grant.RefreshResult;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Refresh tokens of the stateless strategy.
 *
 * <ol>
 *   <li>the grant is found and its token changed, if whoever it is bound to has sent it;
 *   <li>the denylist is asked, for a cut-off of everyone touches no grant by itself, and a grant
 *       may have been read, or begun, with roles that were changed meanwhile;
 *   <li>an access token is issued that names the grant.
 * </ol>
 *
 * <p>Two store trips, and none by which the application's requests are held up. Thread-safe.
 */
final class TokenRefreshing implements Refreshing {

  private final TokenCallers callers;
  private final RefreshTokens tokens;

  TokenRefreshing(TokenCallers callers, RefreshTokens tokens) {
    this.callers = callers;
    this.tokens = tokens;
  }

  @Override
  public AuthenticationResult refresh(
      String refreshToken, Optional<Set<String>> scope, Instant now) {
    // A proof is used up in the store, which whoever has no token of ours shall not fill.
    return tokens.areOurs(refreshToken)
        ? attempt(refreshToken, scope, now, true)
        : new AuthenticationResult.Rejected(RejectionReason.FORGED);
  }

  @Override
  public void revoke(String refreshToken, Instant now) {
    tokens.revoke(refreshToken, now);
  }

  /**
   * A grant may have got its new roles just after it was read: the same token again gets the same
   * successor, with what stands in the grant by then.
   */
  private AuthenticationResult attempt(
      String refreshToken, Optional<Set<String>> scope, Instant now, boolean mayReadAgain) {
    RefreshResult result = tokens.refresh(refreshToken, callers.sender().get(), scope, now);
    if (result instanceof RefreshResult.Refused refused) {
      return new AuthenticationResult.Rejected(reasonOf(refused.problem()));
    }
    Granted granted = ((RefreshResult.Refreshed) result).granted();
    Optional<RejectionReason> denied = Rejections.of(callers.denylist().ask(factsOf(granted)));
    if (denied.isEmpty()) {
      return new AuthenticationResult.Authenticated(
          callers.refreshed(granted, now), Confirmation.NONE);
    }
    return mayReadAgain && denied.get() == RejectionReason.REISSUE_WANTED
        ? attempt(refreshToken, scope, now, false)
        : end(granted, denied.get(), now);
  }

  /** What was cut off is at its end, or each retry would look for it again. */
  private AuthenticationResult end(Granted granted, RejectionReason denied, Instant now) {
    tokens.end(granted.handle(), now);
    return new AuthenticationResult.Rejected(denied);
  }

  private static CredentialFacts factsOf(Granted granted) {
    return new CredentialFacts(
        Optional.empty(),
        Optional.of(granted.handle()),
        Optional.empty(),
        granted.identity().name(),
        granted.identity().authenticatedAt(),
        Optional.of(granted.identityAsOf()));
  }

  private static RejectionReason reasonOf(RefreshProblem problem) {
    return switch (problem) {
      case FORGED -> RejectionReason.FORGED;
      case ENDED -> RejectionReason.NO_GRANT;
      case REUSED -> RejectionReason.REUSED;
      case ANOTHERS -> RejectionReason.WRONG_CLAIMS;
      case WRONG_SENDER -> RejectionReason.WRONG_SENDER;
      case SCOPE_NOT_GRANTED -> RejectionReason.SCOPE_NOT_GRANTED;
    };
  }
}
