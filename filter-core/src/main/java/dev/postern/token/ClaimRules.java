package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of claims on each request, remembered token or not (RFC 7519 section 4.1, RFC 9068
 * section 4). Strings are compared by exact code points. Immutable and thread-safe.
 */
final class ClaimRules {

  private final JwtProfile profile;

  ClaimRules(JwtProfile profile) {
    this.profile = profile;
  }

  void require(VerifiedJwt jwt, TokenType type, Instant now) throws RefusedTokenException {
    Map<String, Object> claims = jwt.claims();
    require(
        jwt.header().get("typ") instanceof String typ && type.isNamedBy(typ),
        JwtProblem.WRONG_TYPE);
    require(type.hasRequiredClaims(claims), JwtProblem.MISSING_CLAIM);
    require(profile.issuer().equals(claims.get("iss")), JwtProblem.WRONG_ISSUER);
    require(isForUs(claims.get("aud")), JwtProblem.WRONG_AUDIENCE);
    requireTimes(jwt, now);
  }

  private boolean isForUs(@Nullable Object audience) {
    return profile.audience().equals(audience)
        || (audience instanceof List<?> list
            && list.stream().allMatch(String.class::isInstance)
            && list.contains(profile.audience()));
  }

  private void requireTimes(VerifiedJwt jwt, Instant now) throws RefusedTokenException {
    Instant issuedAt = jwt.issuedAt();
    Instant expiresAt = jwt.expiresAt();
    Duration skew = profile.clockSkew();
    Instant latest = now.plus(skew);
    require(now.isBefore(expiresAt.plus(skew)), JwtProblem.EXPIRED);
    require(!issuedAt.isAfter(latest), JwtProblem.NOT_YET_VALID);
    Optional<Instant> notBefore = jwt.instant("nbf");
    require(notBefore.isEmpty() || !notBefore.get().isAfter(latest), JwtProblem.NOT_YET_VALID);
    require(
        Duration.between(issuedAt, expiresAt).compareTo(profile.maxLifetime()) <= 0,
        JwtProblem.LIVES_TOO_LONG);
  }

  private static void require(boolean holds, JwtProblem otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
