package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.token.JwtIssuer;
import dev.postern.token.TokenType;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Issues access tokens of RFC 9068 for an identity. Thread-safe. */
public final class AccessTokens {

  /** Up to a tenth of the life is taken off, so that clients do not all come back at once. */
  private static final double JITTER = 0.1;

  private final JwtIssuer issuer;
  private final String clientId;
  private final Duration lifetime;
  private final SecureRandom random;

  /**
   * Puts the parts together.
   *
   * @param issuer signs
   * @param clientId the {@code client_id} of tokens this application issues to its own callers
   * @param lifetime the longest life of a token
   * @param random spreads the expiries
   */
  public AccessTokens(JwtIssuer issuer, String clientId, Duration lifetime, SecureRandom random) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.lifetime = lifetime;
    this.random = random;
  }

  /**
   * A token. A user whose name is that of the app must not look like the app itself (RFC 9068
   * section 5).
   *
   * @param handle of the grant it comes of, so that it ends with it; if it comes of one
   */
  JwtIssuer.Issued issue(Identity identity, Optional<String> handle, Instant now) {
    Map<String, Object> claims = IdentityClaims.of(identity);
    claims.put("client_id", identity.name().equals(clientId) ? clientId + "/app" : clientId);
    handle.ifPresent(sid -> claims.put("sid", sid));
    claims.put(ExactTimes.ISSUED, ExactTimes.nanosOf(now));
    return issuer.issue(TokenType.ACCESS, claims, now, now.plus(jitteredLifetime()));
  }

  private Duration jitteredLifetime() {
    long taken = (long) (lifetime.toSeconds() * JITTER * random.nextDouble());
    return lifetime.minusSeconds(taken);
  }
}
