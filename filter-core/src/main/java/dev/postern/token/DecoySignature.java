package dev.postern.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/**
 * Costs what looking at a signature costs, where there is no key to look with, so that the time
 * does not say whether there is one. Thread-safe.
 */
final class DecoySignature {

  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

  private final PublicKey key;
  private final byte[] signature;

  /** With a key of its own, which nobody has the private half of. */
  DecoySignature(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(pair.getPrivate(), random);
      this.signature = signing.sign();
      this.key = pair.getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM + ".", e);
    }
  }

  /** False, after the work. */
  boolean isOver(byte[] text) {
    try {
      Signature verifying = Signature.getInstance(ALGORITHM);
      verifying.initVerify(key);
      verifying.update(text);
      return text.length > 0 && verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
