package dev.postern.token;

import java.security.Key;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * One key, bound to one algorithm and filed under its RFC 7638 thumbprint. Never shows what it
 * holds. Immutable and thread-safe.
 */
final class RingKey {

  private final String id;
  private final JwsAlgorithm algorithm;
  private final Key verifying;
  private final @Nullable Key signing;
  private final Map<String, Object> publicMembers;

  private RingKey(JwsAlgorithm algorithm, JsonWebKey jwk, Key verifying, @Nullable Key signing) {
    this.id = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
    this.algorithm = algorithm;
    this.verifying = verifying;
    this.signing = signing;
    this.publicMembers = Map.copyOf(jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
  }

  static RingKey of(JwsAlgorithm algorithm, JsonWebKey jwk) {
    return jwk instanceof PublicJsonWebKey pair
        ? new RingKey(algorithm, jwk, pair.getPublicKey(), pair.getPrivateKey())
        : new RingKey(algorithm, jwk, jwk.getKey(), jwk.getKey());
  }

  String id() {
    return id;
  }

  JwsAlgorithm algorithm() {
    return algorithm;
  }

  Key verifying() {
    return verifying;
  }

  /** Empty for a key that only verifies. */
  Optional<Key> signing() {
    return Optional.ofNullable(signing);
  }

  /** The members of the public JWK; not asked of a symmetric key, which has no public half. */
  Map<String, Object> publicMembers() {
    return publicMembers;
  }

  /** As it stands in a JWK set (RFC 7517 section 4). */
  Map<String, Object> published() {
    return PublishedKey.of(id, algorithm, publicMembers);
  }

  @Override
  public String toString() {
    return "RingKey[" + algorithm.headerName() + " " + id + "]";
  }
}
