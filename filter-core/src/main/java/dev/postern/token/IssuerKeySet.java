package dev.postern.token;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the keys of an outside issuer (RFC 7517 section 5). What is not for us is passed over:
 * other kinds, uses and algorithms (JWK-1, JWK-2), weak keys, and keys with a private half, which
 * are everybody's. Of each only the key itself is looked at, never {@code x5c} or {@code x5u}.
 */
final class IssuerKeySet {

  private static final System.Logger LOG = System.getLogger(IssuerKeySet.class.getName());

  private final TrustedIssuer issuer;

  IssuerKeySet(TrustedIssuer issuer) {
    this.issuer = issuer;
  }

  /**
   * The keys by id.
   *
   * @throws IOException if it is no set, or two of its keys have one id (JWK-3)
   */
  Map<String, RingKey> read(Map<String, Object> document) throws IOException {
    if (!(document.get("keys") instanceof List<?> entries)) {
      throw new IOException("answer is not a key set");
    }
    Map<String, RingKey> keys = new LinkedHashMap<>();
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> jwk && jwk.get("kid") instanceof String id) {
        Optional<RingKey> key =
            TokenHeader.isPlain(id) ? key(new PublicJwk(jwk)) : Optional.empty();
        if (key.isPresent() && keys.putIfAbsent(id, key.get()) != null) {
          throw new IOException("two keys have one id");
        }
      }
    }
    return Map.copyOf(keys);
  }

  private Optional<RingKey> key(PublicJwk jwk) {
    if (jwk.hasPrivateHalf()) {
      return ignored("private-key-published");
    }
    return jwk.isForSignatures()
        ? jwk.algorithm(issuer.algorithms()).flatMap(algorithm -> key(algorithm, jwk))
        : Optional.empty();
  }

  /** A public key is no secret, but a library's text is nothing for a log. */
  private Optional<RingKey> key(JwsAlgorithm algorithm, PublicJwk jwk) {
    return jwk.key(algorithm).or(() -> ignored("unusable-key"));
  }

  private Optional<RingKey> ignored(String event) {
    LOG.log(Level.WARNING, "event=" + event + " issuer=" + issuer.name() + " action=ignored");
    return Optional.empty();
  }
}
