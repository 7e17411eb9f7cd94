package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Issues tokens that another server takes once, knowing nothing but our public key. Each has an id
 * of 128 random bits. Thread-safe.
 */
public final class OneTimeIssuer {

  /** How long a token is good unless the issuer says otherwise. */
  public static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);

  /** No token is good for longer. */
  public static final Duration LONGEST_LIFETIME = Duration.ofMinutes(60);

  /** How long after a key has signed for the last time another server may need it. */
  public static final Duration KEY_LIFE = LONGEST_LIFETIME.plus(JwtProfile.MAX_CLOCK_SKEW);

  /** A link has to travel in a line of a letter, and servers bound the request line to 8 KB. */
  static final int MAX_LENGTH = 4096;

  private final KeySource keys;
  private final String issuer;
  private final SecureRandom random;

  /**
   * Signs with these keys.
   *
   * @param issuer our {@code iss}
   */
  public OneTimeIssuer(KeySource keys, String issuer, SecureRandom random) {
    this.keys = requireNonNull(keys, "keys");
    this.issuer = requireNonNull(issuer, "issuer");
    this.random = requireNonNull(random, "random");
  }

  /**
   * A token for one request.
   *
   * @param audience what the other server calls itself
   * @param subject on whose behalf
   * @param lifetime longer than nothing, at most {@link #LONGEST_LIFETIME}
   * @throws IllegalArgumentException if the lifetime is out of these bounds, or the token would be
   *     too long
   * @throws KeysUnavailableException if every key that signs was removed
   */
  public JwtIssuer.Issued issue(
      OneTimeTarget target, String audience, String subject, Duration lifetime, Instant now) {
    if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(LONGEST_LIFETIME) > 0) {
      throw new IllegalArgumentException("A one-time token is good for 1 second to 60 minutes.");
    }
    Map<String, Object> claims = new LinkedHashMap<>(target.claims());
    claims.put("sub", subject);
    return new JwtIssuer(keys, profile(issuer, audience, Duration.ZERO), random)
        .issue(
            TokenType.ONE_TIME,
            claims,
            now,
            Instant.ofEpochSecond(now.getEpochSecond()).plus(lifetime));
  }

  /** What both servers agree on. */
  static JwtProfile profile(String issuer, String audience, Duration clockSkew) {
    return new JwtProfile(
        issuer, audience, clockSkew, LONGEST_LIFETIME, TokenFormat.JWS, MAX_LENGTH);
  }
}
