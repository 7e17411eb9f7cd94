package dev.postern.session;

import dev.postern.store.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What applications may see as a session's id. They log it and print it into pages, so it is a hash
 * from which no way leads back to the secret that opens the session (ASVS 16.2.5); and it is made
 * of the key and not of the secret, so that it can still be told when only the store knows the
 * session. Stateless and thread-safe.
 */
final class PublicId {

  private PublicId() {}

  static String of(SessionKey key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.value().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
