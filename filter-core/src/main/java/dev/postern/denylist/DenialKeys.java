package dev.postern.denylist;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of token ids and subjects, so that the log says nothing about who was denied. What
 * kind of thing it is, the log says beside the key. Immutable and thread-safe.
 */
final class DenialKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  private final SipHash hash;

  DenialKeys(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("The denylist secret has at least 32 bytes.");
    }
    this.hash = new SipHash(Arrays.copyOf(derived(secret), SipHash.KEY_BYTES));
  }

  /** Never zero, which marks an empty slot of a table. */
  long of(String text) {
    long key = hash.of(text);
    return key == 0 ? 1 : key;
  }

  /** As it stands in the log. */
  static String text(long key) {
    return HexFormat.of().toHexDigits(key);
  }

  /** Empty for a key of an earlier or later version, which nothing here can match. */
  static OptionalLong parse(String text) {
    return FORM.matcher(text).matches()
        ? OptionalLong.of(Long.parseUnsignedLong(text, 16))
        : OptionalLong.empty();
  }

  private static byte[] derived(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac.doFinal("postern denylist key 2".getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
    }
  }
}
