package dev.postern.identity;

import java.security.GeneralSecurityException;
import java.text.Normalizer;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 with HMAC-SHA-512 (RFC 8018 section 5.2). Thread-safe. */
final class Pbkdf2 implements SlowHash {

  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";

  @Override
  public byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(composed(password), salt, iterations, PasswordHash.HASH_BYTES * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no " + ALGORITHM + ".", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** One keyboard sends ü as one character, another as two: both are the same password. */
  private static char[] composed(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
  }
}
