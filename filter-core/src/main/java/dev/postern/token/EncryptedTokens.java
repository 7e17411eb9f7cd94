package dev.postern.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.Key;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwe.ContentEncryptionAlgorithm;
import org.jose4j.jwe.ContentEncryptionParts;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwx.Headers;
import org.jose4j.keys.AesKey;
import org.jose4j.lang.JoseException;

/**
 * A signed token inside an encrypted one (RFC 7519 section 11.2), for ourselves. The key of {@code
 * dir} is derived anew for each signing key, so that random initialisation vectors stay far from
 * the bound of NIST SP 800-38D section 8.3 and a retired signing key retires both; the others wrap
 * a new content key for each token.
 */
final class EncryptedTokens {

  private static final String CONTENT = "JWT";
  private static final int KEY = 1;
  private static final int VECTOR = 2;
  private static final int TEXT = 3;
  private static final int TAG = 4;

  private EncryptedTokens() {}

  /**
   * Encrypts.
   *
   * @throws KeysUnavailableException if every key for the method was removed
   */
  static String seal(String signed, RingKey signer, KeyRing ring, JweMethod method, Instant now) {
    if (method.algorithm() == JweAlgorithm.DIR) {
      return encrypt(signed, signer.id(), keyBeside(signer, ring, method), method);
    }
    EncryptionKey key =
        ring.encryption()
            .active(method.algorithm(), now)
            .orElseThrow(
                () -> new KeysUnavailableException("The key ring has no key that encrypts."));
    return encrypt(signed, key.id(), key.encrypting(), method);
  }

  static String encrypt(String signed, String keyId, Key key, JweMethod method) {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(method.algorithm().headerName());
    jwe.setEncryptionMethodHeaderParameter(method.encryption().headerName());
    jwe.setContentTypeHeaderValue(CONTENT);
    jwe.setKeyIdHeaderValue(keyId);
    jwe.setKey(key);
    jwe.setPlaintext(signed.getBytes(ISO_8859_1));
    try {
      return jwe.getCompactSerialization();
    } catch (JoseException e) {
      // The cause stays behind: it may hold the token.
      throw new IllegalStateException("Encrypting failed with the key " + keyId + ".");
    }
  }

  /** The signed token inside; a second layer of encryption is not looked into. */
  static CompactToken open(CompactToken token, VerificationKeys keys, Set<JweMethod> accepted)
      throws RefusedTokenException {
    JweHeader header = JweHeader.parse(token.segment(0), accepted);
    if (!hasRightForm(token, header.method())) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
    // One answer for every failure (RFC 7516 section 11.5), and jose4j's text stays behind.
    String plain =
        decrypt(token, header, key(header, keys))
            .orElseThrow(() -> new RefusedTokenException(JwtProblem.FORGED));
    CompactToken inner = CompactToken.parse(plain, token.text().length());
    if (!inner.isSigned()) {
      throw new RefusedTokenException(JwtProblem.WRONG_FORMAT);
    }
    return inner;
  }

  /** RFC 7518 sections 4.5, 5.2 and 5.3; what has a secret to it fails later, with the rest. */
  private static boolean hasRightForm(CompactToken token, JweMethod method) {
    return (token.segment(KEY).length == 0) == (method.algorithm() == JweAlgorithm.DIR)
        && token.segment(VECTOR).length == method.encryption().vectorBytes()
        && token.segment(TAG).length == ContentEncryption.TAG_BYTES;
  }

  private static Key key(JweHeader header, VerificationKeys keys) throws RefusedTokenException {
    if (header.method().algorithm() == JweAlgorithm.DIR) {
      return keyBeside(keys.named(header.keyId()), keys.ring(), header.method());
    }
    EncryptionKey key =
        keys.ring()
            .encryption()
            .find(header.keyId(), keys.now())
            .orElseThrow(() -> new RefusedTokenException(JwtProblem.UNKNOWN_KEY));
    if (key.algorithm() != header.method().algorithm()) {
      throw new RefusedTokenException(JwtProblem.WRONG_ALGORITHM);
    }
    return key.decrypting().orElseThrow();
  }

  /** Empty if it was not encrypted with this key, or was changed since. */
  static Optional<String> decrypt(CompactToken token, JweHeader header, Key key) {
    try {
      ContentEncryptionAlgorithm content =
          AlgorithmFactoryFactory.getInstance()
              .getJweContentEncryptionAlgorithmFactory()
              .getAlgorithm(header.method().encryption().headerName());
      Headers headers = new Headers();
      headers.setFullHeaderAsJsonString(header.json());
      byte[] contentKey = ContentKey.of(header.method(), key, token.segment(KEY), content, headers);
      byte[] plain =
          content.decrypt(
              new ContentEncryptionParts(
                  token.segment(VECTOR), token.segment(TEXT), token.segment(TAG)),
              token.text().substring(0, token.text().indexOf('.')).getBytes(US_ASCII),
              contentKey,
              headers,
              new ProviderContext());
      // One character per byte: whatever is not ASCII falls to the alphabet of CompactToken.
      return Optional.of(new String(plain, ISO_8859_1));
    } catch (JoseException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** A key is for one purpose: each content encryption has its own. */
  private static AesKey keyBeside(RingKey signer, KeyRing ring, JweMethod method) {
    String purpose =
        method.encryption() == ContentEncryption.A256GCM
            ? "token-encryption/"
            : "token-encryption/" + method.encryption().headerName() + "/";
    return new AesKey(ring.secret().derive(purpose + signer.id()));
  }
}
