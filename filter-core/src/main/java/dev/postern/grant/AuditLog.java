package dev.postern.grant;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an auditor wants to hear of grants (ASVS 16.3.3). Names and handles are short hashes. */
final class AuditLog {

  private static final Logger LOG = System.getLogger(AuditLog.class.getName());
  private static final int HASH_BYTES = 4;

  private AuditLog() {}

  /** Two hold tokens of one grant, and one of them is not its owner; which one is not known. */
  static void reused(GrantState grant) {
    LOG.log(
        Level.WARNING,
        () ->
            "event=refresh-token-reused outcome=grant-ended account="
                + shortHash(grant.identity().name())
                + " grant="
                + shortHash(grant.handle().value())
                + " client="
                + shortHash(grant.holder().client())
                + " login="
                + grant.loggedInAt());
  }

  private static String shortHash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
