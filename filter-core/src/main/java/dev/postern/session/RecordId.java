package dev.postern.session;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Names a record, of a session or a grant, for as long as it lives, whatever key it is filed under:
 * what its attributes are sealed to, since they are not sealed anew when the session id changes.
 * Not a secret; it stands inside the sealed header. Immutable and thread-safe.
 *
 * @param value 22 characters of unpadded base64url
 */
public record RecordId(String value) {

  private static final int BYTES = 16;
  private static final int LENGTH = 22;

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it has another length
   */
  public RecordId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("A record id has " + LENGTH + " characters.");
    }
  }

  /** Whether a text has the form of one. */
  public static boolean isOne(String text) {
    return text.length() == LENGTH;
  }

  /** One that nobody had before. */
  public static RecordId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new RecordId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
