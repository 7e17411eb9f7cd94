package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.postern.json.Json;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Issues tokens with the active key of a ring: signed, and on request encrypted for our own nodes.
 * The text is canonical, ES256 signatures included, so that a token has one spelling. Thread-safe.
 */
public final class JwtIssuer {

  private static final int ID_BYTES = 16;

  private final KeySource keys;
  private final JwtProfile profile;
  private final SecureRandom random;

  /** Issues what a {@link JwtVerifier} of the same keys and profile accepts. */
  public JwtIssuer(KeySource keys, JwtProfile profile, SecureRandom random) {
    this.keys = requireNonNull(keys, "keys");
    this.profile = requireNonNull(profile, "profile");
    this.random = requireNonNull(random, "random");
  }

  /**
   * A token that is accepted as {@code type} and as nothing else.
   *
   * @param claims JSON values, without {@code iss}, {@code aud}, {@code iat}, {@code exp} and
   *     {@code jti}, which are added here
   * @param now becomes {@code iat}, in whole seconds
   * @param expiresAt becomes {@code exp}, in whole seconds
   * @throws IllegalArgumentException if a verifier would refuse the token: a claim that its type
   *     requires is missing, a claim is no sound JSON, or it lives or is too long; nothing of the
   *     claims is in the message
   * @throws KeysUnavailableException if every key that signs was removed
   */
  public Issued issue(TokenType type, Map<String, Object> claims, Instant now, Instant expiresAt) {
    Instant expiry = expiresAt.truncatedTo(ChronoUnit.SECONDS);
    String id = newId();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("iss", profile.issuer());
    all.put("aud", profile.audience());
    all.put("iat", now.getEpochSecond());
    all.put("exp", expiry.getEpochSecond());
    all.put("jti", id);
    claims.forEach((name, value) -> putOnce(all, name, value));
    String text = text(type, requireAcceptable(type, all, now), now);
    if (text.length() > profile.maxLength()) {
      throw new IllegalArgumentException(
          "A token of " + text.length() + " characters is longer than token.max-length allows.");
    }
    return new Issued(text, id, expiry);
  }

  private String text(TokenType type, String claims, Instant now) {
    KeyRing ring = keys.at(now);
    RingKey key = ring.signingKey(now);
    String signed = SignedTokens.sign(key, type.headerValue(), claims);
    return profile.format() == TokenFormat.JWE
        ? EncryptedTokens.seal(signed, key, ring, profile.encryption().issued(), now)
        : signed;
  }

  /** Better an error where the token is made than a token that no request gets in with. */
  private String requireAcceptable(TokenType type, Map<String, Object> claims, Instant now) {
    String json = Json.write(claims);
    try {
      VerifiedJwt jwt =
          new VerifiedJwt(
              Map.of("typ", type.headerValue()), Claims.parse(json.getBytes(UTF_8)), "");
      new ClaimRules(profile).require(jwt, type, now);
      return json;
    } catch (RefusedTokenException refused) {
      throw new IllegalArgumentException(
          "No verifier would accept this " + type.headerValue() + ": " + refused.problem() + ".");
    }
  }

  private String newId() {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return Base64Url.encode(id);
  }

  private static void putOnce(Map<String, Object> claims, String name, Object value) {
    if (claims.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("The issuer alone sets the claim " + name + ".");
    }
  }

  /**
   * A new token. Its text never reaches {@link #toString()}. Immutable and thread-safe.
   *
   * @param text the token itself, a secret
   * @param id its {@code jti}, by which it can be denied
   * @param expiresAt its {@code exp}
   */
  public record Issued(String text, String id, Instant expiresAt) {

    /** Refuses null. */
    public Issued {
      requireNonNull(text, "text");
      requireNonNull(id, "id");
      requireNonNull(expiresAt, "expiresAt");
    }

    @Override
    public String toString() {
      return "Issued[redacted, expiresAt=" + expiresAt + "]";
    }
  }
}
