package dev.postern.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One of the keys of a {@link Seal}, and the envelope's head that names it. Immutable and
 * thread-safe; shows nothing of its secret.
 */
final class SealKey {

  static final byte MAGIC = (byte) 0xA7;
  static final byte VERSION = 1;
  static final byte AES_256_GCM = 1;

  private static final int ID_AT = 3;
  private static final int ID_END = 7;
  private static final int TAG_BITS = 128;

  private final KeyedHash keys;
  private final byte[] head;

  /**
   * Derives what it needs.
   *
   * @param secret at least 32 bytes, the same on every node
   */
  SealKey(byte[] secret) {
    this.keys = new KeyedHash(secret, "postern session seal 1");
    this.head = head(new KeyedHash(secret, "postern session seal id 1").bytesOf("id"));
  }

  /** What every envelope under this key begins with; the very array. */
  byte[] head() {
    return head;
  }

  /** Whether these sealed bytes name this key. */
  boolean isNamedBy(byte[] sealed) {
    return Arrays.equals(head, ID_AT, ID_END, sealed, ID_AT, ID_END);
  }

  Cipher cipher(int mode, Place place, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(keys.bytesOf(place.scope()), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.bound(head));
    return cipher;
  }

  private static byte[] head(byte[] keyId) {
    return ByteBuffer.allocate(ID_END)
        .put(MAGIC)
        .put(VERSION)
        .put(AES_256_GCM)
        .put(keyId, 0, ID_END - ID_AT)
        .array();
  }
}
