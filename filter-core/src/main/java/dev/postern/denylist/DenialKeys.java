package dev.postern.denylist;

import dev.postern.store.Denial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of token ids and subjects, so that the log says nothing about who was denied. The
 * kinds never meet: a token may well carry somebody's name as its id. Thread-safe.
 */
final class DenialKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;

  private final SecretKeySpec key;

  DenialKeys(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("The denylist secret has at least 32 bytes.");
    }
    SecretKeySpec root = new SecretKeySpec(secret, ALGORITHM);
    this.key = new SecretKeySpec(hash(root, "postern denylist key 1"), ALGORITHM);
  }

  String of(Denial.Kind kind, String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(hash(key, kind.code() + ":" + text));
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
