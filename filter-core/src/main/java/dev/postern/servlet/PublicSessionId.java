package dev.postern.servlet;

import dev.postern.session.ManagedSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What the application sees as a session id. Applications log it and print it into pages, so it is
 * a hash of the secret that opens the session (ASVS 16.2.5), the same on every node.
 */
final class PublicSessionId {

  private PublicSessionId() {}

  static String of(ManagedSession session) {
    return of(session.id().text());
  }

  static String of(String secret) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
