package dev.postern.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;

/**
 * A signed token inside an encrypted one (RFC 7519 section 11.2), for ourselves: direct encryption
 * with A256GCM. The key is derived anew for each signing key, so that random initialisation vectors
 * stay far from the bound of NIST SP 800-38D section 8.3 and a retired signing key retires both.
 */
final class EncryptedTokens {

  private static final String ALGORITHM = "dir";
  private static final String ENCRYPTION = "A256GCM";
  private static final String CONTENT = "JWT";
  private static final int VECTOR_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private EncryptedTokens() {}

  static String seal(String signed, RingKey signer, KeyRing ring) {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(ALGORITHM);
    jwe.setEncryptionMethodHeaderParameter(ENCRYPTION);
    jwe.setContentTypeHeaderValue(CONTENT);
    jwe.setKeyIdHeaderValue(signer.id());
    jwe.setKey(keyBeside(signer, ring));
    jwe.setPlaintext(signed.getBytes(ISO_8859_1));
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Encrypting failed beside " + signer + ".");
    }
  }

  /** The signed token inside; a second layer of encryption is not looked into. */
  static CompactToken open(CompactToken token, VerificationKeys keys) throws RefusedTokenException {
    TokenHeader header = TokenHeader.parse(token.segment(0), TokenHeader.ENCRYPTED);
    if (!header.member("alg").equals(ALGORITHM) || !header.member("enc").equals(ENCRYPTION)) {
      throw new RefusedTokenException(JwtProblem.WRONG_ALGORITHM);
    }
    if (!header.member("cty").equals(CONTENT) || !hasRightForm(token)) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
    String plain = decrypt(token, keys.named(header), keys.ring());
    CompactToken inner = CompactToken.parse(plain, token.text().length());
    if (!inner.isSigned()) {
      throw new RefusedTokenException(JwtProblem.WRONG_FORMAT);
    }
    return inner;
  }

  /** RFC 7518 sections 4.5 and 5.3: no encrypted key, 96-bit vector, 128-bit tag. */
  private static boolean hasRightForm(CompactToken token) {
    return token.segment(1).length == 0
        && token.segment(2).length == VECTOR_BYTES
        && token.segment(4).length == TAG_BYTES;
  }

  private static String decrypt(CompactToken token, RingKey signer, KeyRing ring)
      throws RefusedTokenException {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM));
    jwe.setContentEncryptionAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, ENCRYPTION));
    jwe.setKey(keyBeside(signer, ring));
    try {
      jwe.setCompactSerialization(token.text());
      // One character per byte: whatever is not ASCII falls to the alphabet of CompactToken.
      return new String(jwe.getPlaintextBytes(), ISO_8859_1);
    } catch (JoseException | RuntimeException e) {
      // One answer for every failure (RFC 7516 section 11.5), and jose4j's text stays behind.
      throw new RefusedTokenException(JwtProblem.FORGED);
    }
  }

  private static AesKey keyBeside(RingKey signer, KeyRing ring) {
    return new AesKey(ring.secret().derive("token-encryption/" + signer.id()));
  }
}
