package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.SubjectKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Turns session ids into what the client holds and into what the store holds. The credential is
 * {@code id.mac}, so a forged one is refused without asking the store; the key is a keyed hash of
 * the id, so a stolen dump of the store opens no session. Immutable and thread-safe; shows nothing
 * of its secret.
 */
public final class SessionKeys {

  private static final int MIN_SECRET_BYTES = 32;
  private static final char SEPARATOR = '.';

  private final KeyedHash macs;
  private final KeyedHash keys;
  private final KeyedHash subjects;

  /**
   * Derives the three keys.
   *
   * @param secret at least 32 random bytes, the same on every node
   * @throws IllegalArgumentException if it is shorter
   */
  public SessionKeys(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("The session secret has at least 32 bytes.");
    }
    this.macs = new KeyedHash(secret, "postern session mac 1");
    this.keys = new KeyedHash(secret, "postern session key 1");
    this.subjects = new KeyedHash(secret, "postern session subject 1");
  }

  /** The only form of this id that a store ever sees. */
  public SessionKey keyOf(SessionId id) {
    return new SessionKey(keys.of(id.text()));
  }

  /** The only form of a subject's name that a store ever sees. */
  public SubjectKey subjectOf(String name) {
    return new SubjectKey(subjects.of(name));
  }

  /** The credential that the client holds: 43 characters, a dot, 43 characters. */
  public String seal(SessionId id) {
    return id.text() + SEPARATOR + macs.of(id.text());
  }

  /**
   * The id in a credential that {@link #seal} made; empty for everything else. Compares in constant
   * time, as text: one id has one credential and no other spelling of it is taken.
   *
   * @param credential hostile
   */
  public Optional<SessionId> open(String credential) {
    if (credential.length() != 2 * SessionId.TEXT_LENGTH + 1
        || credential.charAt(SessionId.TEXT_LENGTH) != SEPARATOR) {
      return Optional.empty();
    }
    return SessionId.parse(credential.substring(0, SessionId.TEXT_LENGTH))
        .filter(id -> isEqual(seal(id), credential));
  }

  private static boolean isEqual(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }
}
