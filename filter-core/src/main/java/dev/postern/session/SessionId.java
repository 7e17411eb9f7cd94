package dev.postern.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The secret that names a session: 256 random bits (ASVS 7.2.3). It travels to the client and is
 * never stored, logged or shown. Immutable and thread-safe.
 */
public final class SessionId {

  /** 32 bytes in unpadded base64url. */
  static final int TEXT_LENGTH = 43;

  private static final int BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final String text;

  private SessionId(String text) {
    this.text = text;
  }

  /** A fresh id. */
  public static SessionId random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SessionId(ENCODER.encodeToString(bytes));
  }

  /**
   * The id that {@link #text()} gave, for example from the {@code sid} of a verified token; empty
   * for anything else, other spellings of the same bits included (RFC 4648 section 3.5).
   */
  public static Optional<SessionId> parse(String text) {
    return isCanonical(text) ? Optional.of(new SessionId(text)) : Optional.empty();
  }

  /** The secret itself, 43 characters of unpadded base64url. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SessionId that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.US_ASCII),
            that.text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "SessionId[redacted]";
  }

  private static boolean isCanonical(String text) {
    return text.length() == TEXT_LENGTH
        && text.chars().allMatch(SessionId::isBase64Url)
        && "AEIMQUYcgkosw048".indexOf(text.charAt(TEXT_LENGTH - 1)) >= 0;
  }

  private static boolean isBase64Url(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
