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
 * kind of thing it is, the log says beside the key. Thread-safe.
 */
final class DenialKeys {

  /** The key of nothing. */
  static final long NONE = 0;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MIN_SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

  /** A power of two. More keys than that sign at once nowhere. */
  private static final int KEY_IDS = 64;

  private final SipHash hash;

  /** The latest for each place; which thread's is seen does not matter, all are true. */
  private final Known[] keyIds = new Known[KEY_IDS];

  private record Known(String text, long key) {}

  DenialKeys(byte[] secret) {
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException("The denylist secret has at least 32 bytes.");
    }
    this.hash = new SipHash(Arrays.copyOf(derived(secret), SipHash.KEY_BYTES));
    Arrays.fill(keyIds, new Known("", of("")));
  }

  /** Never {@link #NONE}, which marks an empty slot of a table. */
  long of(String text) {
    long key = hash.of(text);
    return key == NONE ? 1 : key;
  }

  /** The same for the {@code kid} of a token that was verified: few, and each in many tokens. */
  long ofKeyId(String kid) {
    int place = kid.hashCode() & (KEY_IDS - 1);
    Known known = keyIds[place];
    if (!known.text().equals(kid)) {
      known = new Known(kid, of(kid));
      keyIds[place] = known;
    }
    return known.key();
  }

  /** As it stands in the log. */
  static String text(long key) {
    return HexFormat.of().toHexDigits(key);
  }

  /** Empty for a key of an earlier or later version, which nothing here can match. */
  static OptionalLong parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return OptionalLong.empty();
    }
    long key = Long.parseUnsignedLong(text, 16);
    return key == NONE ? OptionalLong.empty() : OptionalLong.of(key);
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
