package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What tokens of ours have in common, whoever issues them and whoever verifies them (RFC 9068 calls
 * such an agreement a profile). Immutable and thread-safe.
 *
 * @param issuer the exact {@code iss} (RFC 8725 section 3.8)
 * @param audience what {@code aud} must be or contain (RFC 8725 section 3.9)
 * @param clockSkew how far clocks may differ, 0 to 5 minutes
 * @param maxLifetime the longest span from {@code iat} to {@code exp}
 * @param format signed only, or signed and encrypted; the other is refused
 * @param encryption how tokens are encrypted, if they are
 * @param maxLength of the token's text in characters, up to 16384
 */
public record JwtProfile(
    String issuer,
    String audience,
    Duration clockSkew,
    Duration maxLifetime,
    TokenFormat format,
    JweMethods encryption,
    int maxLength) {

  /** No verifier tolerates more. */
  public static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

  static final int LONGEST = 16_384;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is out of them
   */
  public JwtProfile {
    if (issuer.isBlank() || audience.isBlank()) {
      throw new IllegalArgumentException("A token has an issuer and an audience.");
    }
    if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
      throw new IllegalArgumentException("A clock skew is 0 to 5 minutes.");
    }
    if (maxLifetime.isNegative() || maxLifetime.isZero()) {
      throw new IllegalArgumentException("A lifetime is longer than nothing.");
    }
    requireNonNull(format, "format");
    requireNonNull(encryption, "encryption");
    if (maxLength < 1 || maxLength > LONGEST) {
      throw new IllegalArgumentException("A token's length is 1 to " + LONGEST + ".");
    }
  }

  /** With the encryption that is used where nothing else is said. */
  public JwtProfile(
      String issuer,
      String audience,
      Duration clockSkew,
      Duration maxLifetime,
      TokenFormat format,
      int maxLength) {
    this(
        issuer,
        audience,
        clockSkew,
        maxLifetime,
        format,
        JweMethods.only(JweMethod.DEFAULT),
        maxLength);
  }

  /** How long after a key has signed for the last time it may still be needed to verify. */
  public Duration keyLife() {
    return maxLifetime.plus(clockSkew);
  }
}
