package dev.postern.token;

import java.security.Key;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jwe.ContentEncryptionAlgorithm;
import org.jose4j.jwe.KeyManagementAlgorithm;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.ByteUtil;
import org.jose4j.lang.JoseException;

/**
 * Finds the key of a token's content. Where none can be found a random one takes its place, so that
 * a wrong wrapping fails where a wrong content fails, in the same words and after the same work
 * (RFC 7516 section 11.5): nobody learns about the padding of RSA, or of what length a key was.
 */
final class ContentKey {

  private static final ProviderContext PROVIDERS = new ProviderContext();

  private ContentKey() {}

  static byte[] of(
      JweMethod method, Key key, byte[] wrapped, ContentEncryptionAlgorithm content, Headers header)
      throws JoseException {
    byte[] random = ByteUtil.randomBytes(ContentEncryption.KEY_BYTES);
    KeyManagementAlgorithm management =
        AlgorithmFactoryFactory.getInstance()
            .getJweKeyManagementAlgorithmFactory()
            .getAlgorithm(method.algorithm().headerName());
    try {
      byte[] found =
          management
              .manageForDecrypt(
                  management.prepareForDecrypt(key, header, PROVIDERS),
                  wrapped,
                  content.getContentEncryptionKeyDescriptor(),
                  header,
                  PROVIDERS)
              .getEncoded();
      // A wrapped key of 128 bits would turn AES-256 into AES-128.
      return found.length == ContentEncryption.KEY_BYTES ? found : random;
    } catch (JoseException | RuntimeException e) {
      return random;
    }
  }
}
