package dev.postern.token;

import java.security.KeyPair;
import java.security.SecureRandom;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** New keys in the form that the ring holds. */
final class NewKey {

  private NewKey() {}

  static JsonWebKey generate(KeyAlgorithm algorithm, SecureRandom random) {
    try {
      return JsonWebKey.Factory.newJwk(NewJwk.generate(algorithm, random));
    } catch (JoseException e) {
      throw new IllegalStateException("A new key cannot be read back.", e);
    }
  }

  static PublicJsonWebKey pair(KeyPair keys) throws JoseException {
    PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic());
    jwk.setPrivateKey(keys.getPrivate());
    return jwk;
  }
}
