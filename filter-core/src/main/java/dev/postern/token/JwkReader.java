package dev.postern.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One signing key: a JWK from a file (RFC 7517 section 4). */
final class JwkReader {

  private final String name;
  private final JwsAlgorithm configured;

  JwkReader(String name, JwsAlgorithm configured) {
    this.name = name;
    this.configured = configured;
  }

  KeyFile read(byte[] content) {
    JwkMembers jwk = JwkMembers.read(name, content);
    JwsAlgorithm algorithm = algorithm(jwk);
    requireForSignatures(jwk);
    return new KeyFile(name, RingKey.of(algorithm, jwk.key()), jwk.time("nbf"), jwk.time("exp"));
  }

  private JwsAlgorithm algorithm(JwkMembers jwk) {
    List<JwsAlgorithm> possible = possible(jwk);
    Optional<Object> stated = jwk.find("alg");
    if (stated.isEmpty()) {
      return possible.contains(configured) ? configured : possible.get(0);
    }
    return possible.stream()
        .filter(algorithm -> algorithm.headerName().equals(stated.get()))
        .findFirst()
        .orElseThrow(
            () ->
                jwk.problem(
                    "states an alg that its key is not for",
                    "Write \"alg\":\"" + possible.get(0).headerName() + "\", or remove it"));
  }

  /** What a key of this kind can be used for, the best first. */
  private static List<JwsAlgorithm> possible(JwkMembers jwk) {
    return switch (jwk.kind()) {
      case "EC P-256" -> List.of(JwsAlgorithm.ES256);
      case "OKP Ed25519" -> List.of(JwsAlgorithm.EDDSA);
      case "RSA " -> List.of(JwsAlgorithm.PS256, JwsAlgorithm.RS256);
      case "oct " -> List.of(JwsAlgorithm.HS256);
      default ->
          throw jwk.problem(
              "is of a kind that is not used here", "Use EC P-256, OKP Ed25519, RSA or oct");
    };
  }

  private static void requireForSignatures(JwkMembers jwk) {
    if (!jwk.find("use").orElse("sig").equals("sig")) {
      throw jwk.problem("states a use that is not sig", "Make a key for signatures, or remove use");
    }
    if (!jwk.isOnlyFor(Set.of("sign", "verify"))) {
      throw jwk.problem(
          "states key_ops that are not sign and verify", "Make a key for signatures, or remove it");
    }
  }
}
