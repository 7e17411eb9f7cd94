package dev.postern.token;

import java.math.BigInteger;
import java.security.interfaces.ECKey;
import java.security.spec.ECPoint;

/**
 * As much of the curve P-256 as the JDK does not offer. Used on keys when they are loaded and on
 * signatures and senders' points, which are public; not in constant time, and not for anything
 * else.
 */
final class P256 {

  static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private static final int BYTES = 32;
  private static final BigInteger PRIME =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final ECPoint BASE =
      new ECPoint(
          new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
          new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));

  private P256() {}

  static boolean isCurveOf(ECKey key) {
    return key.getParams().getOrder().equals(ORDER);
  }

  /** Whether these are both coordinates of a point, in full length and in their one spelling. */
  static boolean isPoint(byte[] x, byte[] y) {
    BigInteger right = new BigInteger(1, x);
    BigInteger up = new BigInteger(1, y);
    return x.length == BYTES
        && y.length == BYTES
        && right.compareTo(PRIME) < 0
        && up.compareTo(PRIME) < 0
        && contains(new ECPoint(right, up));
  }

  /** Whether the point lies on the curve; one that does not gives a private key away. */
  static boolean contains(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger x = point.getAffineX();
    BigInteger right = x.pow(3).subtract(x.multiply(THREE)).add(B).mod(PRIME);
    return point.getAffineY().modPow(BigInteger.TWO, PRIME).equals(right);
  }

  /** The public point of a private number, which a PKCS#8 file need not hold. */
  static ECPoint publicPoint(BigInteger privateNumber) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = privateNumber.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum);
      if (privateNumber.testBit(bit)) {
        sum = add(sum, BASE);
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint left, ECPoint right) {
    if (left.equals(ECPoint.POINT_INFINITY)) {
      return right;
    }
    if (right.equals(ECPoint.POINT_INFINITY)) {
      return left;
    }
    BigInteger x1 = left.getAffineX();
    BigInteger x2 = right.getAffineX();
    if (x1.equals(x2) && !left.equals(right)) {
      return ECPoint.POINT_INFINITY;
    }
    BigInteger slope = slope(left, right);
    BigInteger x = slope.multiply(slope).subtract(x1).subtract(x2).mod(PRIME);
    BigInteger y = slope.multiply(x1.subtract(x)).subtract(left.getAffineY()).mod(PRIME);
    return new ECPoint(x, y);
  }

  private static BigInteger slope(ECPoint left, ECPoint right) {
    BigInteger x = left.getAffineX();
    BigInteger y = left.getAffineY();
    boolean tangent = left.equals(right);
    BigInteger rise =
        tangent ? x.multiply(x).multiply(THREE).subtract(THREE) : right.getAffineY().subtract(y);
    BigInteger run = tangent ? y.shiftLeft(1) : right.getAffineX().subtract(x);
    return rise.multiply(run.modInverse(PRIME)).mod(PRIME);
  }
}
