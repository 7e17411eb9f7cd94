package dev.postern.token;

import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Compact JWS with jose4j (RFC 7515 section 7.1). */
final class SignedTokens {

  private static final int SIGNATURE = 2;

  private SignedTokens() {}

  /**
   * Signs with a key that can.
   *
   * @throws IllegalStateException if the JDK does not sign with it; the message holds no claim
   */
  static String sign(RingKey key, String typ, String claims) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(key.algorithm().headerName());
    jws.setKeyIdHeaderValue(key.id());
    jws.setHeader("typ", typ);
    jws.setPayload(claims);
    jws.setKey(key.signing().orElseThrow());
    try {
      String token = jws.getCompactSerialization();
      return key.algorithm() == JwsAlgorithm.ES256 ? withLowerSignature(token) : token;
    } catch (JoseException e) {
      // The cause stays behind: jose4j puts tokens into its messages.
      throw new IllegalStateException("Signing failed with " + key + ".");
    }
  }

  /** The checked header of a token that the key it names has signed. */
  static Map<String, Object> verify(CompactToken token, VerificationKeys keys)
      throws RefusedTokenException {
    TokenHeader header = TokenHeader.parse(token.segment(0), TokenHeader.SIGNED);
    RingKey key = keys.named(header);
    if (!header.member("alg").equals(key.algorithm().headerName())) {
      throw new RefusedTokenException(JwtProblem.WRONG_ALGORITHM);
    }
    if (!hasRightForm(token.segment(SIGNATURE), key.algorithm()) || !isSignedWith(key, token)) {
      throw new RefusedTokenException(JwtProblem.FORGED);
    }
    return header.members();
  }

  /** Checks the signature of an outside issuer's token, of which both twins are good. */
  static void requireForeign(CompactToken token, TokenHeader header, RingKey key)
      throws RefusedTokenException {
    if (!header.member("alg").equals(key.algorithm().headerName())) {
      throw new RefusedTokenException(JwtProblem.WRONG_ALGORITHM);
    }
    boolean wellFormed =
        key.algorithm() != JwsAlgorithm.ES256
            || EcdsaSignature.isWellFormed(token.segment(SIGNATURE));
    if (!wellFormed || !isSignedWith(key, token)) {
      throw new RefusedTokenException(JwtProblem.FORGED);
    }
  }

  private static boolean hasRightForm(byte[] signature, JwsAlgorithm algorithm) {
    return algorithm == JwsAlgorithm.ES256
        ? EcdsaSignature.isCanonical(signature)
        : signature.length > 0;
  }

  static boolean isSignedWith(RingKey key, CompactToken token) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm().headerName()));
    jws.setKey(key.verifying());
    try {
      jws.setCompactSerialization(token.text());
      return jws.verifySignature();
    } catch (JoseException | RuntimeException e) {
      // Whatever a library trips over is a token of somebody else's making, and its text may be in
      // the message.
      return false;
    }
  }

  private static String withLowerSignature(String token) {
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64Url.decode(token.substring(dot + 1)).orElseThrow();
    return token.substring(0, dot + 1) + Base64Url.encode(EcdsaSignature.lower(signature));
  }
}
