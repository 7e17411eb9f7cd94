package dev.postern.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under a key that is derived from a secret for one purpose. Shows nothing of either.
 * Thread-safe.
 */
public final class KeyedHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  /**
   * Derives the key.
   *
   * @param secret at least 32 bytes
   * @param purpose sets this key apart from all others made of the same secret
   */
  public KeyedHash(byte[] secret, String purpose) {
    this.key = new SecretKeySpec(hash(new SecretKeySpec(secret, ALGORITHM), purpose), ALGORITHM);
  }

  /** 43 characters of unpadded base64url. */
  public String of(String text) {
    return ENCODER.encodeToString(hash(key, text));
  }

  /** 32 bytes. */
  byte[] bytesOf(String text) {
    return hash(key, text);
  }

  private static byte[] hash(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
    }
  }
}
