package dev.postern.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.json.Json;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The members of a new private JWK (RFC 7517, RFC 7518 section 6, RFC 8037), of the size that is
 * worth making today. Made by the JDK alone, so that the command of the jar needs no other jar.
 */
final class NewJwk {

  private static final int RSA_BITS = 3072;
  private static final int HMAC_BYTES = 32;
  private static final int P256_BYTES = 32;
  private static final int ED25519_BYTES = 32;

  /** What a thumbprint is made of, whatever kind of key it is (RFC 7638 section 3.2). */
  private static final List<String> THUMBPRINT_MEMBERS =
      List.of("crv", "e", "k", "kty", "n", "x", "y");

  private NewJwk() {}

  static Map<String, Object> generate(KeyAlgorithm algorithm, SecureRandom random) {
    try {
      return switch (algorithm.kind()) {
        case EC -> ec(pair("EC", new ECGenParameterSpec("secp256r1"), random));
        case OKP -> okp(pair("Ed25519", NamedParameterSpec.ED25519, random));
        case RSA ->
            rsa(
                pair(
                    "RSA",
                    new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4),
                    random));
        case OCT -> oct(random);
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This JDK makes no key for " + algorithm.headerName() + ".", e);
    }
  }

  /** Its {@code kid}: the SHA-256 thumbprint (RFC 7638 section 3). */
  static String idOf(Map<String, Object> jwk) {
    SortedMap<String, Object> members = new TreeMap<>(jwk);
    members.keySet().retainAll(THUMBPRINT_MEMBERS);
    try {
      return Base64Url.encode(
          MessageDigest.getInstance("SHA-256").digest(Json.write(members).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  private static KeyPair pair(String kind, AlgorithmParameterSpec parameters, SecureRandom random)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    generator.initialize(parameters, random);
    return generator.generateKeyPair();
  }

  private static Map<String, Object> ec(KeyPair keys) {
    ECPublicKey point = (ECPublicKey) keys.getPublic();
    Map<String, Object> jwk = ofKind("EC");
    jwk.put("crv", "P-256");
    jwk.put("x", fixed(point.getW().getAffineX(), P256_BYTES));
    jwk.put("y", fixed(point.getW().getAffineY(), P256_BYTES));
    jwk.put("d", fixed(((ECPrivateKey) keys.getPrivate()).getS(), P256_BYTES));
    return jwk;
  }

  private static Map<String, Object> okp(KeyPair keys) {
    Map<String, Object> jwk = ofKind("OKP");
    jwk.put("crv", "Ed25519");
    jwk.put("x", Base64Url.encode(encodedPoint((EdECPublicKey) keys.getPublic())));
    jwk.put("d", Base64Url.encode(((EdECPrivateKey) keys.getPrivate()).getBytes().orElseThrow()));
    return jwk;
  }

  private static Map<String, Object> rsa(KeyPair keys) {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.getPrivate();
    Map<String, Object> jwk = ofKind("RSA");
    jwk.put("n", shortest(key.getModulus()));
    jwk.put("e", shortest(key.getPublicExponent()));
    jwk.put("d", shortest(key.getPrivateExponent()));
    jwk.put("p", shortest(key.getPrimeP()));
    jwk.put("q", shortest(key.getPrimeQ()));
    jwk.put("dp", shortest(key.getPrimeExponentP()));
    jwk.put("dq", shortest(key.getPrimeExponentQ()));
    jwk.put("qi", shortest(key.getCrtCoefficient()));
    return jwk;
  }

  private static Map<String, Object> oct(SecureRandom random) {
    byte[] secret = new byte[HMAC_BYTES];
    random.nextBytes(secret);
    Map<String, Object> jwk = ofKind("oct");
    jwk.put("k", Base64Url.encode(secret));
    return jwk;
  }

  private static Map<String, Object> ofKind(String kind) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", kind);
    return jwk;
  }

  /** Little-endian y, the sign of x in the highest bit (RFC 8032 section 5.1.2). */
  private static byte[] encodedPoint(EdECPublicKey key) {
    byte[] bigEndian = padded(key.getPoint().getY(), ED25519_BYTES);
    byte[] encoded = new byte[ED25519_BYTES];
    for (int i = 0; i < ED25519_BYTES; i++) {
      encoded[i] = bigEndian[ED25519_BYTES - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      encoded[ED25519_BYTES - 1] |= (byte) 0x80;
    }
    return encoded;
  }

  private static String fixed(BigInteger number, int length) {
    return Base64Url.encode(padded(number, length));
  }

  private static String shortest(BigInteger number) {
    return fixed(number, (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE);
  }

  /** Unsigned big-endian bytes; the JDK adds a zero for the sign, or leaves leading zeros out. */
  private static byte[] padded(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[length];
    int count = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - count, bytes, length - count, count);
    return bytes;
  }
}
