package dev.postern.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes to a {@link Place}: {@code 0xA7 | version | algorithm | key id (4) | nonce (12) |
 * AES-256-GCM ciphertext and tag}. Each header and each record has a key of its own, derived from
 * the secret, so that random nonces stay far from the limit of SP 800-38D section 8.3. Thread-safe;
 * shows nothing of its secret.
 */
final class Seal {

  /** All that the envelope adds. */
  static final int OVERHEAD = 7 + 12 + 16;

  private static final byte MAGIC = (byte) 0xA7;
  private static final byte VERSION = 1;
  private static final byte AES_256_GCM = 1;
  private static final int KEY_ID_AT = 3;
  private static final int NONCE_AT = 7;
  private static final int NONCE_LENGTH = 12;
  private static final int TEXT_AT = NONCE_AT + NONCE_LENGTH;
  private static final int TAG_BITS = 128;

  private final KeyedHash keys;
  private final byte[] head;
  private final SecureRandom random;

  /**
   * Derives what it needs.
   *
   * @param secret at least 32 bytes, the same on every node
   */
  Seal(byte[] secret, SecureRandom random) {
    this.keys = new KeyedHash(secret, "postern session seal 1");
    this.head = head(new KeyedHash(secret, "postern session seal id 1").bytesOf("id"));
    this.random = random;
  }

  byte[] close(Place place, byte[] plain) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(plain);
      return ByteBuffer.allocate(TEXT_AT + text.length).put(head).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM.", e);
    }
  }

  /** What was sealed to this place. Nothing of other bytes is looked at. */
  Opened open(Place place, byte[] sealed) {
    if (sealed.length < OVERHEAD || sealed[0] != MAGIC) {
      return Opened.Refused.NOT_SEALED;
    }
    if (sealed[1] != VERSION || sealed[2] != AES_256_GCM) {
      return Opened.Refused.NEWER_VERSION;
    }
    if (!Arrays.equals(head, KEY_ID_AT, NONCE_AT, sealed, KEY_ID_AT, NONCE_AT)) {
      return Opened.Refused.UNKNOWN_KEY;
    }
    try {
      byte[] nonce = Arrays.copyOfRange(sealed, NONCE_AT, TEXT_AT);
      return new Opened.Plain(
          cipher(Cipher.DECRYPT_MODE, place, nonce)
              .doFinal(sealed, TEXT_AT, sealed.length - TEXT_AT));
    } catch (AEADBadTagException e) {
      return Opened.Refused.NOT_AUTHENTIC;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM.", e);
    }
  }

  private Cipher cipher(int mode, Place place, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(keys.bytesOf(place.scope()), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.bound(head));
    return cipher;
  }

  private static byte[] head(byte[] keyId) {
    return ByteBuffer.allocate(NONCE_AT)
        .put(MAGIC)
        .put(VERSION)
        .put(AES_256_GCM)
        .put(keyId, 0, NONCE_AT - KEY_ID_AT)
        .array();
  }
}
