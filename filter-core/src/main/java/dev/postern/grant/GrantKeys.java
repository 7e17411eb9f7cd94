package dev.postern.grant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.session.KeyedHash;
import dev.postern.session.RecordId;
import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes refresh tokens, knows its own again, and names grants and subjects for the store. Its
 * labels are none of a session's, so that a grant is never found where a session is looked for, and
 * the two do not count together. Thread-safe; shows nothing of its secret.
 */
public final class GrantKeys {

  private static final int SECRET_BYTES = 32;
  private static final int MAC_LENGTH = 43;

  /** The MAC is compared as text, so no other spelling of a token is taken. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}");

  private static final int HANDLE_END = 22;

  private final KeyedHash macs;
  private final KeyedHash keys;
  private final KeyedHash subjects;
  private final SecureRandom random;

  /**
   * Derives the three keys.
   *
   * @param secret at least 32 random bytes, the same on every node
   */
  public GrantKeys(byte[] secret, SecureRandom random) {
    this.macs = new KeyedHash(secret, "postern grant mac 1");
    this.keys = new KeyedHash(secret, "postern grant key 1");
    this.subjects = new KeyedHash(secret, "postern grant subject 1");
    this.random = random;
  }

  RecordId newHandle() {
    return RecordId.random(random);
  }

  /** A fresh token of a grant. */
  RefreshToken newToken(RecordId handle) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String named =
        handle.value() + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    return new RefreshToken(handle, named + '.' + macs.of(named));
  }

  /**
   * One of our tokens; empty for everything else.
   *
   * @param text hostile
   */
  Optional<RefreshToken> open(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String named = text.substring(0, text.length() - MAC_LENGTH - 1);
    String mac = text.substring(text.length() - MAC_LENGTH);
    return MessageDigest.isEqual(macs.of(named).getBytes(UTF_8), mac.getBytes(UTF_8))
        ? Optional.of(new RefreshToken(new RecordId(text.substring(0, HANDLE_END)), text))
        : Optional.empty();
  }

  SessionKey keyOf(RecordId handle) {
    return new SessionKey(keys.of(handle.value()));
  }

  SubjectKey subjectOf(String name) {
    return new SubjectKey(subjects.of(name));
  }
}
