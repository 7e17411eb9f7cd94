package dev.postern.token;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of an outside issuer (RFC 7517 section 5). What is not for us is passed over:
 * other kinds, uses and algorithms (JWK-1, JWK-2), weak keys, and keys with a private half, which
 * are everybody's. Of each only the key itself is looked at, never {@code x5c} or {@code x5u}.
 */
final class IssuerKeySet {

  private static final System.Logger LOG = System.getLogger(IssuerKeySet.class.getName());

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final List<String> PUBLIC = List.of("kty", "crv", "x", "y", "n", "e");

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
        Optional<RingKey> key = TokenHeader.isPlain(id) ? key(jwk) : Optional.empty();
        if (key.isPresent() && keys.putIfAbsent(id, key.get()) != null) {
          throw new IOException("two keys have one id");
        }
      }
    }
    return Map.copyOf(keys);
  }

  private Optional<RingKey> key(Map<?, ?> jwk) {
    if (PRIVATE.stream().anyMatch(jwk::containsKey)) {
      LOG.log(
          Level.WARNING, "event=private-key-published issuer=" + issuer.name() + " action=ignored");
      return Optional.empty();
    }
    return isForSignatures(jwk)
        ? algorithm(jwk).flatMap(algorithm -> key(algorithm, jwk))
        : Optional.empty();
  }

  private static boolean isForSignatures(Map<?, ?> jwk) {
    @Nullable Object use = jwk.get("use");
    @Nullable Object operations = jwk.get("key_ops");
    return (use == null || use.equals("sig"))
        && (operations == null || (operations instanceof List<?> list && list.contains("verify")));
  }

  /** The one that it states, or else the first that the issuer may use with such a key (BCP-2). */
  private Optional<JwsAlgorithm> algorithm(Map<?, ?> jwk) {
    String kind = jwk.get("kty") + " " + (jwk.containsKey("crv") ? jwk.get("crv") : "");
    Stream<JwsAlgorithm> possible =
        issuer.algorithms().stream().filter(algorithm -> isFor(algorithm, kind));
    @Nullable Object stated = jwk.get("alg");
    return stated == null
        ? possible.findFirst()
        : possible.filter(algorithm -> algorithm.headerName().equals(stated)).findFirst();
  }

  private static boolean isFor(JwsAlgorithm algorithm, String kind) {
    return switch (algorithm) {
      case ES256 -> kind.equals("EC P-256");
      case EDDSA -> kind.equals("OKP Ed25519");
      case PS256, RS256 -> kind.equals("RSA ");
      case HS256 -> false;
    };
  }

  private Optional<RingKey> key(JwsAlgorithm algorithm, Map<?, ?> jwk) {
    Map<String, Object> members = new LinkedHashMap<>();
    PUBLIC.stream()
        .filter(jwk::containsKey)
        .forEach(name -> members.put(name, String.valueOf(jwk.get(name))));
    try {
      RingKey key = RingKey.of(algorithm, JsonWebKey.Factory.newJwk(members));
      new KeyChecks("of " + issuer.name()).requireSound(key);
      return Optional.of(key);
    } catch (JoseException | RuntimeException e) {
      // A public key is no secret, but a library's text is nothing for a log either.
      LOG.log(Level.WARNING, "event=unusable-key issuer=" + issuer.name() + " action=ignored");
      return Optional.empty();
    }
  }
}
