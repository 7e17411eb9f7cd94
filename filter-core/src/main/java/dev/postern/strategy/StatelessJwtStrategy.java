package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.denylist.DenylistReplica;
import dev.postern.session.CarriedSessions;
import dev.postern.token.JwtResult;
import dev.postern.token.JwtVerifier;
import dev.postern.token.TokenType;
import dev.postern.token.TrustedIssuers;
import dev.postern.token.VerifiedJwt;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Self-contained tokens: a signed, or signed and then encrypted, JWT that holds the identity
 * itself.
 *
 * <ol>
 *   <li>the signature and the claims of RFC 9068 are checked;
 *   <li>the local copy of the denylist is asked for the token, its session, its key and its
 *       subject;
 *   <li>the identity is read out of the claims, and to whom the token is bound.
 * </ol>
 *
 * <p>No store trip for a request, at the price of a bounded delay before a revocation holds on
 * every node, and of an {@code HttpSession} that the client carries, or of none. Thread-safe.
 */
public final class StatelessJwtStrategy implements AuthenticationStrategy {

  /** The word of the setting {@code strategy}. */
  public static final String NAME = "stateless-jwt";

  private final JwtVerifier verifier;
  private final TrustedIssuers trusted;
  private final TokenCallers callers;

  /**
   * Puts the parts together.
   *
   * @param tokens signs access tokens
   * @param verifier checks them
   * @param trusted checks those of outside issuers
   * @param denylist knows what was taken back
   */
  public StatelessJwtStrategy(
      AccessTokens tokens, JwtVerifier verifier, TrustedIssuers trusted, DenylistReplica denylist) {
    this(new TokenCallers(tokens, denylist), verifier, trusted);
  }

  private StatelessJwtStrategy(TokenCallers callers, JwtVerifier verifier, TrustedIssuers trusted) {
    this.callers = callers;
    this.verifier = verifier;
    this.trusted = trusted;
  }

  /** The same strategy, which begins a grant at each login and hands its refresh token out. */
  public StatelessJwtStrategy withRefresh(RefreshTokens refreshTokens) {
    return new StatelessJwtStrategy(callers.withRefresh(refreshTokens), verifier, trusted);
  }

  /** The same strategy, whose callers carry their {@code HttpSession} themselves. */
  public StatelessJwtStrategy withSessions(CarriedSessions sessions) {
    return new StatelessJwtStrategy(
        callers.withSessions(CarriedTokenSession.of(sessions)), verifier, trusted);
  }

  @Override
  public AuthenticationStrategy bringing(String session) {
    return new StatelessJwtStrategy(callers.bringing(session), verifier, trusted);
  }

  @Override
  public AuthenticationStrategy issuingTo(Supplier<Confirmation> sender) {
    return new StatelessJwtStrategy(callers.issuingTo(sender), verifier, trusted);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    JwtResult result =
        trusted
            .verify(credential, now)
            .orElseGet(() -> verifier.verify(credential, TokenType.ACCESS, now));
    return result instanceof JwtResult.Verified verified
        ? admit(verified.jwt(), now)
        : Rejections.of(result);
  }

  /**
   * Looking costs nothing here: identity and token id are in the token. One that is bound is only
   * taken back by who has shown to be its sender.
   */
  @Override
  public void revoke(String credential, Instant now) {
    if (authenticate(credential, now) instanceof AuthenticationResult.Authenticated authenticated
        && authenticated.confirmation().isNone()) {
      authenticated.caller().logout();
    }
  }

  @Override
  public Caller anonymous(Instant now) {
    return callers.anonymous(now);
  }

  @Override
  public Optional<Refreshing> refreshing() {
    return callers.refresh().map(tokens -> new TokenRefreshing(callers, tokens));
  }

  @Override
  public Optional<IssuedTokens> issuedTokens() {
    return Optional.of(new IssuedTokens(verifier, callers));
  }

  private AuthenticationResult admit(VerifiedJwt jwt, Instant now) {
    return TokenReading.of(jwt, callers.denylist())
        .map(reading -> admit(jwt, reading, now))
        .orElseGet(() -> new AuthenticationResult.Rejected(RejectionReason.WRONG_CLAIMS));
  }

  private AuthenticationResult admit(VerifiedJwt jwt, TokenReading reading, Instant now) {
    Optional<RejectionReason> denied = Rejections.of(callers.denylist().ask(reading.facts()));
    if (denied.isPresent()) {
      return new AuthenticationResult.Rejected(denied.get());
    }
    return new AuthenticationResult.Authenticated(
        callers.holding(reading.identity(), HeldToken.of(jwt), now), Confirmation.in(jwt.claims()));
  }
}
