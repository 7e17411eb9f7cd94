package dev.postern.token;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 in unpadded base64url. */
final class Sha256 {

  private Sha256() {}

  static String of(byte[] bytes) {
    try {
      return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
