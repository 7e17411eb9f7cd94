package dev.postern.token;

import java.util.Optional;

/** What a key is made for: to sign, or to encrypt; never both (JWK-2). */
sealed interface KeyAlgorithm permits JwsAlgorithm, JweAlgorithm {

  /** How the header {@code alg} and the JWK write it. */
  String headerName();

  /** The JWK's {@code use} (RFC 7517 section 4.2). */
  String use();

  KeyKind kind();

  /** What a key can be made for under exactly this name. */
  static Optional<KeyAlgorithm> named(String headerName) {
    return JwsAlgorithm.named(headerName)
        .<KeyAlgorithm>map(algorithm -> algorithm)
        .or(() -> JweAlgorithm.named(headerName).filter(JweAlgorithm::hasKeyOfItsOwn));
  }
}
