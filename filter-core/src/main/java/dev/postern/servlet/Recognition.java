package dev.postern.servlet;

import dev.postern.binding.Confirmation;
import dev.postern.binding.SenderRefusedException;
import dev.postern.strategy.AuthenticationResult;
import dev.postern.strategy.AuthenticationResult.Anonymous;
import dev.postern.strategy.AuthenticationResult.Authenticated;
import dev.postern.strategy.AuthenticationResult.Rejected;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.Caller;
import dev.postern.strategy.RejectionReason;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a caller of what a request brought: by its credential, or else, where a page is asked for,
 * by its refresh token, so that nobody is sent to the login form whose access token has run out.
 * Belongs to one request.
 */
final class Recognition {

  /** The whole scope that was granted. */
  private static final Optional<Set<String>> EVERYTHING = Optional.empty();

  private final AuthenticationStrategy strategy;
  private final Brought brought;
  private final HttpServletResponse response;
  private final Instant now;

  Recognition(
      AuthenticationStrategy strategy, Brought brought, HttpServletResponse response, Instant now) {
    this.strategy = strategy;
    this.brought = brought;
    this.response = response;
    this.now = now;
  }

  /**
   * What came of it.
   *
   * @param caller anonymous if nothing was accepted
   * @param rejection why the credential was not accepted, if nothing took its place
   * @param isRefreshed whether the refresh token took its place, which is used up by that
   */
  record Recognised(Caller caller, Optional<RejectionReason> rejection, boolean isRefreshed) {}

  /** Throws {@link dev.postern.store.StoreException} if it cannot be told now. */
  Recognised run() {
    Optional<AuthenticationResult> result = brought.credentialText().map(this::authenticate);
    return result
        .flatMap(Recognition::callerOf)
        .map(caller -> new Recognised(caller, Optional.empty(), false))
        .or(() -> refreshed().map(caller -> new Recognised(caller, Optional.empty(), true)))
        .orElseGet(
            () ->
                new Recognised(
                    strategy.anonymous(now), result.flatMap(Recognition::reasonOf), false));
  }

  /** A good credential that is bound to somebody else is no good here. */
  private AuthenticationResult authenticate(String credential) {
    AuthenticationResult result = strategy.authenticate(credential, now);
    Confirmation confirmation =
        result instanceof Authenticated authenticated
            ? authenticated.confirmation()
            : Confirmation.NONE;
    return result instanceof Rejected
        ? result
        : brought
            .sender()
            .problemWith(confirmation, credential, now)
            .<AuthenticationResult>map(problem -> new Rejected(SenderReasons.of(problem)))
            .orElse(result);
  }

  /** Not once the response is committed: the client could not be told. */
  private Optional<Caller> refreshed() {
    return response.isCommitted()
        ? Optional.empty()
        : brought.silentRefreshToken().flatMap(this::refresh).flatMap(Recognition::callerOf);
  }

  /** A browser that goes to a page shows no proof, so one that is needed is no reason to fail. */
  private Optional<AuthenticationResult> refresh(String token) {
    try {
      return strategy.refreshing().map(all -> all.refresh(token, EVERYTHING, now));
    } catch (SenderRefusedException unshown) {
      return Optional.empty();
    }
  }

  private static Optional<Caller> callerOf(AuthenticationResult result) {
    if (result instanceof Authenticated authenticated) {
      return Optional.of(authenticated.caller());
    }
    return result instanceof Anonymous anonymous
        ? Optional.of(anonymous.caller())
        : Optional.empty();
  }

  private static Optional<RejectionReason> reasonOf(AuthenticationResult result) {
    return result instanceof Rejected rejected ? Optional.of(rejected.reason()) : Optional.empty();
  }
}
