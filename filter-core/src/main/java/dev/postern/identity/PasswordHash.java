package dev.postern.identity;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A salted slow hash of a password (ASVS 11.4.2), written as {@code
 * v1$pbkdf2-sha512$iterations$salt$hash} with salt and hash in unpadded base64url. Neither reaches
 * {@link #toString()}. Immutable and thread-safe.
 */
final class PasswordHash {

  static final int HASH_BYTES = 32;

  /** What OWASP asks of PBKDF2 with HMAC-SHA-512; a weaker hash is refused when it is read. */
  static final int MIN_ITERATIONS = 210_000;

  /** Above this a single login would occupy a processor for seconds. */
  static final int MAX_ITERATIONS = 5_000_000;

  private static final int SALT_BYTES = 16;
  // 22 and 43 characters are 16 and 32 bytes.
  private static final Pattern FORM =
      Pattern.compile(
          "v1\\$pbkdf2-sha512\\$([1-9][0-9]{0,8})\\$([A-Za-z0-9_-]{22})\\$([A-Za-z0-9_-]{43})");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private PasswordHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  /** Hashes a password under a new salt. */
  static PasswordHash of(String password, SecureRandom random, SlowHash slowHash) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new PasswordHash(MIN_ITERATIONS, salt, slowHash.derive(password, salt, MIN_ITERATIONS));
  }

  /** A hash that no password has, for users who do not exist. */
  static PasswordHash ofNobody(int iterations) {
    return new PasswordHash(iterations, new byte[SALT_BYTES], new byte[HASH_BYTES]);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not of that form, too weak or too costly; the message
   *     goes on after "its hash" and never holds the text
   */
  static PasswordHash parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not of the form v1$pbkdf2-sha512$…");
    }
    int iterations = Integer.parseInt(matcher.group(1));
    if (iterations < MIN_ITERATIONS) {
      throw new IllegalArgumentException(
          "is too weak: " + iterations + " iterations, at least " + MIN_ITERATIONS + " are needed");
    }
    if (iterations > MAX_ITERATIONS) {
      throw new IllegalArgumentException(
          "is too costly: " + iterations + " iterations, at most " + MAX_ITERATIONS + " are read");
    }
    Base64.Decoder decoder = Base64.getUrlDecoder();
    return new PasswordHash(
        iterations, decoder.decode(matcher.group(2)), decoder.decode(matcher.group(3)));
  }

  int iterations() {
    return iterations;
  }

  /** Whether this is the password's hash. Takes as long for a wrong password as for the right. */
  boolean matches(String password, SlowHash slowHash) {
    return MessageDigest.isEqual(hash, slowHash.derive(password, salt, iterations));
  }

  /** The form that {@link #parse} reads. */
  String text() {
    return "v1$pbkdf2-sha512$"
        + iterations
        + "$"
        + ENCODER.encodeToString(salt)
        + "$"
        + ENCODER.encodeToString(hash);
  }

  @Override
  public String toString() {
    return "PasswordHash[redacted, iterations=" + iterations + "]";
  }
}
