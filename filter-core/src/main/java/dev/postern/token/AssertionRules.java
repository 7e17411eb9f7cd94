package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is asked of the claims of a client's assertion (RFC 7523 section 3). Immutable. */
final class AssertionRules {

  private static final List<String> REQUIRED = List.of("iss", "sub", "aud", "exp", "jti");

  private final Duration clockSkew;

  AssertionRules(Duration clockSkew) {
    this.clockSkew = clockSkew;
  }

  void require(VerifiedJwt jwt, Set<String> audiences, Instant now) throws RefusedTokenException {
    Map<String, Object> claims = jwt.claims();
    require(claims.keySet().containsAll(REQUIRED), JwtProblem.MISSING_CLAIM);
    require(Objects.equals(claims.get("iss"), claims.get("sub")), JwtProblem.WRONG_ISSUER);
    require(isForUsOnly(claims.get("aud"), audiences), JwtProblem.WRONG_AUDIENCE);
    requireTimes(jwt, now);
  }

  /**
   * One that is for others too could be handed on by them; so there is one audience, alone in a
   * list at most.
   */
  private static boolean isForUsOnly(@Nullable Object audience, Set<String> audiences) {
    @Nullable Object only =
        audience instanceof List<?> list && list.size() == 1 ? list.get(0) : audience;
    return only instanceof String text && audiences.contains(text);
  }

  /** Without iat it may be as old as it likes, but never be good for longer. */
  private void requireTimes(VerifiedJwt jwt, Instant now) throws RefusedTokenException {
    Instant expiresAt = jwt.expiresAt();
    Instant latest = now.plus(clockSkew);
    Optional<Instant> issuedAt = jwt.instant("iat");
    Optional<Instant> notBefore = jwt.instant("nbf");
    require(now.isBefore(expiresAt.plus(clockSkew)), JwtProblem.EXPIRED);
    require(issuedAt.isEmpty() || !issuedAt.get().isAfter(latest), JwtProblem.NOT_YET_VALID);
    require(notBefore.isEmpty() || !notBefore.get().isAfter(latest), JwtProblem.NOT_YET_VALID);
    require(
        !expiresAt.isAfter(issuedAt.orElse(latest).plus(AssertionVerifier.LONGEST_LIFETIME)),
        JwtProblem.LIVES_TOO_LONG);
  }

  private static void require(boolean holds, JwtProblem otherwise) throws RefusedTokenException {
    if (!holds) {
      throw new RefusedTokenException(otherwise);
    }
  }
}
