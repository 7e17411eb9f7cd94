package dev.postern.endpoint;

import dev.postern.identity.VerifierUnavailableException;
import dev.postern.protection.LoginResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * One line for every attempt to log in (ASVS 16.3.1). The account is told by a short hash: what a
 * client typed may be a password in the wrong field, or meant for whoever reads the log.
 */
final class LoginLog {

  private static final Logger LOG = System.getLogger(LoginLog.class.getName());
  private static final int HASH_BYTES = 4;

  private LoginLog() {}

  static void attempt(EndpointCall call, String username, LoginResult result) {
    LOG.log(Level.INFO, () -> line(call, username, wordFor(result)));
  }

  /** Nothing was checked, for want of a name and a password that anybody can have. */
  static void unchecked(EndpointCall call, LoginInput input) {
    LOG.log(
        Level.INFO, () -> "event=login outcome=" + wordFor(input) + " address=" + addressOf(call));
  }

  /** The password was right, as the line before says. */
  static void tooManySessions(EndpointCall call, String username) {
    LOG.log(Level.INFO, () -> line(call, username, "too-many-sessions"));
  }

  /** A directory's own message may repeat what was typed, so only its kind is told. */
  static void unavailable(EndpointCall call, String username, VerifierUnavailableException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    LOG.log(
        Level.ERROR,
        line(call, username, "verifier-unavailable") + " cause=" + cause.getClass().getName());
  }

  private static String wordFor(Object outcome) {
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String line(EndpointCall call, String username, String outcome) {
    return "event=login outcome="
        + outcome
        + " account="
        + shortHash(username)
        + " address="
        + addressOf(call);
  }

  private static String addressOf(EndpointCall call) {
    return call.request().getRemoteAddr();
  }

  private static String shortHash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256.", e);
    }
  }
}
