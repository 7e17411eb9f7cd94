package dev.postern.token;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The signature of ES256: r and s, 32 bytes each (RFC 7518 section 3.4). For every good (r, s)
 * there is a twin (r, n - s) that verifies as well; only the one with the lower s is ours, so that
 * a token has one spelling.
 */
final class EcdsaSignature {

  private static final int HALF = 32;
  private static final BigInteger MIDDLE = P256.ORDER.shiftRight(1);

  private EcdsaSignature() {}

  /** Right length, both halves within [1, n - 1], and the lower twin. */
  static boolean isCanonical(byte[] signature) {
    return isWellFormed(signature) && s(signature).compareTo(MIDDLE) <= 0;
  }

  /** Right length, both halves within [1, n - 1]; others do not care which twin they send. */
  static boolean isWellFormed(byte[] signature) {
    return signature.length == 2 * HALF
        && r(signature).signum() > 0
        && r(signature).compareTo(P256.ORDER) < 0
        && s(signature).signum() > 0
        && s(signature).compareTo(P256.ORDER) < 0;
  }

  /** The lower twin of a signature just made. */
  static byte[] lower(byte[] signature) {
    return s(signature).compareTo(MIDDLE) <= 0 ? signature : twin(signature);
  }

  static byte[] twin(byte[] signature) {
    byte[] s = P256.ORDER.subtract(s(signature)).toByteArray();
    byte[] twin = Arrays.copyOf(signature, 2 * HALF);
    Arrays.fill(twin, HALF, 2 * HALF, (byte) 0);
    int length = Math.min(s.length, HALF);
    System.arraycopy(s, s.length - length, twin, 2 * HALF - length, length);
    return twin;
  }

  private static BigInteger r(byte[] signature) {
    return new BigInteger(1, signature, 0, HALF);
  }

  private static BigInteger s(byte[] signature) {
    return new BigInteger(1, signature, HALF, HALF);
  }
}
