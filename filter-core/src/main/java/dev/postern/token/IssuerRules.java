package dev.postern.token;

import dev.postern.json.JsonNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of the claims of an outside issuer's token on each request. Immutable. */
final class IssuerRules {

  /** Marks of ID tokens and logout tokens. */
  private static final Set<String> OF_OTHER_TOKENS =
      Set.of("at_hash", "c_hash", "s_hash", "events");

  private final TrustedIssuer issuer;
  private final Duration clockSkew;
  private final Duration maxLifetime;

  IssuerRules(TrustedIssuer issuer, Duration clockSkew, Duration maxLifetime) {
    this.issuer = issuer;
    this.clockSkew = clockSkew;
    this.maxLifetime = maxLifetime;
  }

  void require(Map<String, Object> claims, Instant now) throws RefusedTokenException {
    require(isAccessToken(claims), JwtProblem.WRONG_TYPE);
    require(isForUs(claims.get("aud")), JwtProblem.WRONG_AUDIENCE);
    require(isOfAClientOfOurs(claims), JwtProblem.WRONG_CLIENT);
    Instant issuedAt = time(claims, "iat").orElseThrow(IssuerRules::missing);
    Instant expiresAt = time(claims, "exp").orElseThrow(IssuerRules::missing);
    Instant latest = now.plus(clockSkew);
    require(now.isBefore(expiresAt.plus(clockSkew)), JwtProblem.EXPIRED);
    require(!issuedAt.isAfter(latest), JwtProblem.NOT_YET_VALID);
    Optional<Instant> notBefore = time(claims, "nbf");
    require(notBefore.isEmpty() || !notBefore.get().isAfter(latest), JwtProblem.NOT_YET_VALID);
    // A login that is yet to come would be later than every cut-off until then.
    Optional<Instant> loggedInAt = time(claims, "auth_time");
    require(loggedInAt.isEmpty() || !loggedInAt.get().isAfter(latest), JwtProblem.NOT_YET_VALID);
    require(
        Duration.between(issuedAt, expiresAt).compareTo(maxLifetime) <= 0,
        JwtProblem.LIVES_TOO_LONG);
  }

  /**
   * Keycloak says in the claims what kind of token it is; the header says {@code JWT} of all. Of
   * others a {@code nonce} is the mark of an ID token (OpenID Connect Core section 2).
   */
  private static boolean isAccessToken(Map<String, Object> claims) {
    @Nullable Object typ = claims.get("typ");
    return OF_OTHER_TOKENS.stream().noneMatch(claims::containsKey)
        && !(claims.get("cnf") instanceof JsonNull)
        && (typ == null
            ? !claims.containsKey("nonce")
            : typ instanceof String text && isNameOfAccess(text, claims.get("cnf")));
  }

  /** One that is bound to a key is named {@code DPoP}, and is nobody's if it is not bound. */
  private static boolean isNameOfAccess(String typ, @Nullable Object cnf) {
    return switch (typ.toLowerCase(Locale.ROOT)) {
      case "bearer" -> true;
      case "dpop" -> cnf instanceof Map<?, ?> bound && bound.containsKey("jkt");
      default -> false;
    };
  }

  private boolean isForUs(@Nullable Object audience) {
    return (audience instanceof String one && issuer.audiences().contains(one))
        || (audience instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
            && list.stream().anyMatch(issuer.audiences()::contains));
  }

  private boolean isOfAClientOfOurs(Map<String, Object> claims) {
    return issuer.clients().isEmpty()
        || IssuerClaims.client(claims).filter(issuer.clients()::contains).isPresent();
  }

  private static Optional<Instant> time(Map<String, Object> claims, String name) {
    return Optional.ofNullable(claims.get(name)).flatMap(NumericDate::read);
  }

  private static RefusedTokenException missing() {
    return new RefusedTokenException(JwtProblem.MISSING_CLAIM);
  }

  private static void require(boolean holds, JwtProblem otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
