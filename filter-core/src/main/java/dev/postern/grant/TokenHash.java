package dev.postern.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * SHA-256 of a refresh token: the only form in which a grant remembers one. A token has 256 random
 * bits, so nothing more than a plain hash is needed. Immutable and thread-safe.
 *
 * @param digest in unpadded base64url
 */
record TokenHash(String digest) {

  static TokenHash of(RefreshToken token) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.bytes());
      return new TokenHash(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** Compares in constant time. */
  boolean isOf(RefreshToken token) {
    return MessageDigest.isEqual(digest.getBytes(UTF_8), of(token).digest.getBytes(UTF_8));
  }
}
