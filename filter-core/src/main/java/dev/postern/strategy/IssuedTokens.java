package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.token.JwtResult;
import dev.postern.token.JwtVerifier;
import dev.postern.token.TokenType;
import dev.postern.token.VerifiedJwt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What clients do with tokens of ours that they hold or were sent: they take them back (RFC 7009)
 * and ask what they are worth (RFC 7662); and they get tokens for themselves (RFC 6749 section
 * 4.4). Of outside issuers' tokens nothing is told. Thread-safe.
 */
public final class IssuedTokens {

  /** What may be told of a token; the rest is between us and our own nodes. */
  private static final List<String> TOLD =
      List.of(
          "iss",
          "sub",
          "aud",
          "exp",
          "iat",
          "jti",
          "client_id",
          "scope",
          "roles",
          "auth_time",
          "amr",
          "acr",
          "cnf");

  private final JwtVerifier verifier;
  private final TokenCallers callers;

  IssuedTokens(JwtVerifier verifier, TokenCallers callers) {
    this.verifier = verifier;
    this.callers = callers;
  }

  /**
   * An access token for the client itself, of no grant.
   *
   * @param client who has proved that it is one
   * @param scopes what the token is good for
   * @param bound to whom it is bound
   */
  public IssuedCredential issue(
      String client, Set<String> scopes, Confirmation bound, Instant now) {
    return IssuedCredential.of(callers.tokens().issue(client, scopes, bound, now), bound);
  }

  /**
   * Takes an access token or the grant of a refresh token back, and returns when that is confirmed.
   * The denylist is not asked first: a denial that was not confirmed is made again. One that is no
   * good, or was not issued to this client, changes nothing (RV-2, RV-5).
   *
   * @param token hostile
   * @param client who asks
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  public void revoke(String token, String client, Instant now) {
    JwtResult result = verifier.verify(token, TokenType.ACCESS, now);
    if (!(result instanceof JwtResult.Verified verified)) {
      callers.refresh().ifPresent(refresh -> refresh.revoke(token, client, now));
    } else if (callers.tokens().isOf(verified.jwt(), client)) {
      callers.end(HeldToken.of(verified.jwt()), now);
    }
  }

  /**
   * The claims of an access token that would be accepted now; empty for any other. A refresh token
   * is none: whoever is sent one must not take it for one.
   *
   * @param token hostile
   * @param client who asks; of tokens that were not issued to it nothing is told, unless {@code
   *     all}
   * @throws dev.postern.store.StoreException if that cannot be told now
   */
  public Optional<Map<String, Object>> introspect(
      String token, String client, boolean all, Instant now) {
    return verifier.verify(token, TokenType.ACCESS, now) instanceof JwtResult.Verified verified
            && (all || callers.tokens().isOf(verified.jwt(), client))
            && isAllowed(verified.jwt())
        ? Optional.of(told(verified.jwt()))
        : Optional.empty();
  }

  private boolean isAllowed(VerifiedJwt jwt) {
    return TokenReading.of(jwt, callers.denylist())
        .map(reading -> callers.denylist().ask(reading.facts()).isAllowed())
        .orElse(false);
  }

  private static Map<String, Object> told(VerifiedJwt jwt) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("token_type", Confirmation.in(jwt.claims()).tokenType());
    for (String name : TOLD) {
      Optional.ofNullable(jwt.claims().get(name)).ifPresent(value -> told.put(name, value));
    }
    return told;
  }
}
