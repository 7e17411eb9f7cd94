package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.grant.Granted;
import dev.postern.identity.Identity;
import dev.postern.token.JwtIssuer;
import dev.postern.token.TokenType;
import dev.postern.token.VerifiedJwt;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** A token of somebody who logs in now. */
  JwtIssuer.Issued issue(Identity identity, Confirmation bound, Instant now) {
    return issue(identity, bound, Map.of(ExactTimes.ISSUED, ExactTimes.nanosOf(now)), now);
  }

  /** A token that comes of a grant, ends with it, and says no more than the grant said. */
  JwtIssuer.Issued issue(Granted granted, Confirmation bound, Instant now) {
    Instant asOf = granted.identityAsOf();
    Map<String, Object> ofTheGrant =
        Map.of(
            "sid",
            granted.handle(),
            ExactTimes.AS_OF,
            asOf.getEpochSecond(),
            ExactTimes.AS_OF_NANOS,
            ExactTimes.nanosOf(asOf));
    return issue(granted.identity(), bound, ofTheGrant, now);
  }

  /** A token that a client gets for itself: it is its own subject (RFC 9068 section 5). */
  JwtIssuer.Issued issue(String client, Set<String> scopes, Confirmation bound, Instant now) {
    Map<String, Object> claims = IdentityClaims.ofClient(client, scopes, now);
    claims.put(ExactTimes.ISSUED, ExactTimes.nanosOf(now));
    claims.putAll(bound.claims());
    return issuer.issue(TokenType.ACCESS, claims, now, now.plus(jitteredLifetime()));
  }

  /**
   * A user whose name is that of the app must not look like the app itself (RFC 9068 section 5).
   */
  private JwtIssuer.Issued issue(
      Identity identity, Confirmation bound, Map<String, Object> further, Instant now) {
    Map<String, Object> claims = IdentityClaims.of(identity);
    claims.put("client_id", identity.name().equals(clientId) ? notTheSubject() : clientId);
    claims.putAll(further);
    claims.putAll(bound.claims());
    return issuer.issue(TokenType.ACCESS, claims, now, now.plus(jitteredLifetime()));
  }

  /** Whether a token that was verified was issued to this client. */
  boolean isOf(VerifiedJwt jwt, String client) {
    Optional<String> holder = jwt.text("client_id");
    return holder.filter(client::equals).isPresent()
        || (client.equals(clientId) && holder.filter(notTheSubject()::equals).isPresent());
  }

  private String notTheSubject() {
    return clientId + "/app";
  }

  private Duration jitteredLifetime() {
    long taken = (long) (lifetime.toSeconds() * JITTER * random.nextDouble());
    return lifetime.minusSeconds(taken);
  }
}
