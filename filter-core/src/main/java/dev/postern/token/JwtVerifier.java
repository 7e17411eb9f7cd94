package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies tokens of our own issue, in this order:
 *
 * <ol>
 *   <li>the text: length, alphabet, segments, the one spelling of each
 *   <li>the encryption, where it is configured, and then the signed token within
 *   <li>header and claims: strict JSON, known names, sound values
 *   <li>the key, by its id from the ring and nowhere else; the algorithm it is bound to
 *   <li>the signature
 *   <li>type, issuer, audience and times
 * </ol>
 *
 * <p>A good token is remembered by its text while its key is in the ring, so that all but the last
 * step happen once. Revocation is not its business. Hostile input never makes it throw.
 * Thread-safe.
 */
public final class JwtVerifier {

  private static final int REMEMBERED = 10_000;

  private final KeySource keys;
  private final JwtProfile profile;
  private final ClaimRules rules;
  private final VerifiedTokens<VerifiedJwt> verified = new VerifiedTokens<>(REMEMBERED);

  /** Verifies with these keys what was issued by this profile. */
  public JwtVerifier(KeySource keys, JwtProfile profile) {
    this.keys = requireNonNull(keys, "keys");
    this.profile = requireNonNull(profile, "profile");
    this.rules = new ClaimRules(profile);
  }

  /**
   * What the token is worth now.
   *
   * @param token hostile until proved good
   * @param type the only kind that is accepted
   */
  public JwtResult verify(String token, TokenType type, Instant now) {
    try {
      VerificationKeys ring = new VerificationKeys(keys.at(now), now, profile.keyLife());
      Optional<VerifiedJwt> remembered = remembered(token, ring);
      VerifiedJwt jwt = remembered.isPresent() ? remembered.get() : open(token, ring);
      requireRules(token, jwt, type, now);
      if (remembered.isEmpty()) {
        verified.add(token, jwt);
      }
      return new JwtResult.Verified(jwt);
    } catch (RefusedTokenException refused) {
      return new JwtResult.Refused(refused.problem());
    }
  }

  private Optional<VerifiedJwt> remembered(String token, VerificationKeys ring) {
    Optional<VerifiedJwt> jwt = verified.find(token);
    if (jwt.isPresent() && ring.find(jwt.get().keyId()).isEmpty()) {
      verified.remove(token);
      return Optional.empty();
    }
    return jwt;
  }

  private VerifiedJwt open(String token, VerificationKeys ring) throws RefusedTokenException {
    CompactToken outer = CompactToken.parse(token, profile.maxLength());
    boolean sealed = profile.format() == TokenFormat.JWE;
    if (outer.isSigned() == sealed) {
      throw new RefusedTokenException(JwtProblem.WRONG_FORMAT);
    }
    CompactToken signed =
        sealed ? EncryptedTokens.open(outer, ring, profile.encryption().accepted()) : outer;
    Map<String, Object> claims = Claims.parse(signed.segment(1));
    Map<String, Object> header = SignedTokens.verify(signed, ring);
    return new VerifiedJwt(header, claims, String.valueOf(header.get("kid")));
  }

  private void requireRules(String token, VerifiedJwt jwt, TokenType type, Instant now)
      throws RefusedTokenException {
    try {
      rules.require(jwt, type, now);
    } catch (RefusedTokenException refused) {
      if (refused.problem() == JwtProblem.EXPIRED) {
        verified.remove(token);
      }
      throw refused;
    }
  }
}
