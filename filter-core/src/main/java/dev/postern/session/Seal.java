package dev.postern.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Seals bytes to a {@link Place}: {@code 0xA7 | version | algorithm | key id (4) | nonce (12) |
 * AES-256-GCM ciphertext and tag}. Each header and each record has a key of its own, derived from
 * the secret, so that random nonces stay far from the limit of SP 800-38D section 8.3. Of several
 * secrets the first seals; bytes are opened by the one they name, and no other is tried.
 * Thread-safe; shows nothing of its secrets.
 */
public final class Seal {

  /** All that the envelope adds. */
  static final int OVERHEAD = 7 + 12 + 16;

  private static final int NONCE_AT = 7;
  private static final int NONCE_LENGTH = 12;
  private static final int TEXT_AT = NONCE_AT + NONCE_LENGTH;

  private final List<SealKey> keys;
  private final SecureRandom random;

  /**
   * Derives what it needs.
   *
   * @param secrets at least one, each of at least 32 bytes, the same on every node
   */
  public Seal(List<byte[]> secrets, SecureRandom random) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("Nothing can be sealed without a secret.");
    }
    this.keys = secrets.stream().map(SealKey::new).toList();
    this.random = random;
  }

  /** The bytes in the form that only {@link #open} for the same place reads. */
  public byte[] close(Place place, byte[] plain) {
    SealKey key = keys.get(0);
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    try {
      byte[] text = key.cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(plain);
      return ByteBuffer.allocate(TEXT_AT + text.length)
          .put(key.head())
          .put(nonce)
          .put(text)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM.", e);
    }
  }

  /** What was sealed to this place. Nothing of other bytes is looked at. */
  public Opened open(Place place, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != SealKey.MAGIC) {
      return Opened.Refused.NOT_SEALED;
    }
    if (sealed[1] != SealKey.VERSION || sealed[2] != SealKey.AES_256_GCM) {
      return Opened.Refused.NEWER_VERSION;
    }
    Optional<SealKey> key = keys.stream().filter(one -> one.isNamedBy(sealed)).findFirst();
    return key.isPresent() ? open(key.get(), place, sealed) : Opened.Refused.UNKNOWN_KEY;
  }

  private static Opened open(SealKey key, Place place, byte[] sealed) {
    try {
      byte[] nonce = Arrays.copyOfRange(sealed, NONCE_AT, TEXT_AT);
      return new Opened.Plain(
          key.cipher(Cipher.DECRYPT_MODE, place, nonce)
              .doFinal(sealed, TEXT_AT, sealed.length - TEXT_AT));
    } catch (AEADBadTagException e) {
      return Opened.Refused.NOT_AUTHENTIC;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM.", e);
    }
  }
}
