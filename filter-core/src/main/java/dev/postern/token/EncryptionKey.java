package dev.postern.token;

import java.security.Key;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * One key to encrypt for ourselves with, bound to one algorithm and filed under its RFC 7638
 * thumbprint. A type of its own, so that it never signs and a signing key never encrypts. Never
 * shows what it holds. Immutable and thread-safe.
 */
final class EncryptionKey {

  private final String id;
  private final JweAlgorithm algorithm;
  private final Key encrypting;
  private final @Nullable Key decrypting;
  private final Map<String, Object> publicMembers;

  private EncryptionKey(
      JweAlgorithm algorithm, JsonWebKey jwk, Key encrypting, @Nullable Key decrypting) {
    this.id = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
    this.algorithm = algorithm;
    this.encrypting = encrypting;
    this.decrypting = decrypting;
    this.publicMembers = Map.copyOf(jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
  }

  static EncryptionKey of(JweAlgorithm algorithm, JsonWebKey jwk) {
    return jwk instanceof PublicJsonWebKey pair
        ? new EncryptionKey(algorithm, jwk, pair.getPublicKey(), pair.getPrivateKey())
        : new EncryptionKey(algorithm, jwk, jwk.getKey(), jwk.getKey());
  }

  String id() {
    return id;
  }

  JweAlgorithm algorithm() {
    return algorithm;
  }

  Key encrypting() {
    return encrypting;
  }

  /** Empty for a public half; no ring holds one. */
  Optional<Key> decrypting() {
    return Optional.ofNullable(decrypting);
  }

  /** As it stands in a JWK set (RFC 7517 section 4). */
  Map<String, Object> published() {
    return PublishedKey.of(id, algorithm, publicMembers);
  }

  @Override
  public String toString() {
    return "EncryptionKey[" + algorithm.headerName() + " " + id + "]";
  }
}
