package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Stand in where there is no key to look at a signature with, so that the time does not say whether
 * there is one: each of the kind and length that the signature would need, because looking at one
 * of RSA takes a fraction of what P-256 takes, and at one of the wrong length nothing. Nobody has
 * the private half of any. Immutable and thread-safe.
 */
final class DecoyKeys {

  private static final int ANY_LENGTH = 0;

  /** As long as the moduli of keys that are in use; signatures of others fit no decoy. */
  private static final List<Integer> RSA_BYTES = List.of(256, 384, 512);

  private final Map<String, RingKey> keys = new HashMap<>();

  DecoyKeys(SecureRandom random) {
    for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA)) {
      PublicJsonWebKey pair = (PublicJsonWebKey) NewKey.generate(algorithm, random);
      put(algorithm, ANY_LENGTH, pair.getPublicKey());
    }
    for (int length : RSA_BYTES) {
      PublicKey modulus = ofRsa(length, random);
      put(JwsAlgorithm.PS256, length, modulus);
      put(JwsAlgorithm.RS256, length, modulus);
    }
  }

  /** For a signature of this length that is said to be of this algorithm. */
  RingKey of(JwsAlgorithm algorithm, int length) {
    int fitting = RSA_BYTES.contains(length) ? length : RSA_BYTES.get(0);
    return requireNonNull(keys.get(name(algorithm, algorithm.isRsa() ? fitting : ANY_LENGTH)));
  }

  private void put(JwsAlgorithm algorithm, int length, PublicKey key) {
    try {
      keys.put(name(algorithm, length), RingKey.of(algorithm, JsonWebKey.Factory.newJwk(key)));
    } catch (JoseException e) {
      throw new IllegalStateException("A new key cannot be read back.", e);
    }
  }

  private static String name(JwsAlgorithm algorithm, int length) {
    return algorithm.headerName() + " " + length;
  }

  /** Any odd number does: only its length tells how long it takes. */
  private static PublicKey ofRsa(int length, SecureRandom random) {
    int bits = length * Byte.SIZE;
    BigInteger modulus = new BigInteger(bits, random).setBit(bits - 1).setBit(0);
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has RSA.", e);
    }
  }
}
