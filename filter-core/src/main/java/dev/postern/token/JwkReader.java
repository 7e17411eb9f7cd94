package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** One JWK from a file (RFC 7517 section 4). */
final class JwkReader {

  private final String name;
  private final JwsAlgorithm configured;

  JwkReader(String name, JwsAlgorithm configured) {
    this.name = name;
    this.configured = configured;
  }

  KeyFile read(byte[] content) {
    Map<String, Object> members = members(content);
    if (members.containsKey("keys")) {
      throw problem("is a JWK set", "Put each key into a file of its own");
    }
    JwsAlgorithm algorithm = algorithm(members);
    requireForSignatures(members);
    Optional<Instant> notBefore = time(members, "nbf");
    Optional<Instant> expiry = time(members, "exp");
    try {
      RingKey key = RingKey.of(algorithm, JsonWebKey.Factory.newJwk(members));
      return new KeyFile(name, key, notBefore, expiry);
    } catch (JoseException | RuntimeException e) {
      // The cause may hold the private members.
      throw problem("is not a complete JWK", "Make a new key, or export it again");
    }
  }

  private Map<String, Object> members(byte[] content) {
    try {
      return Json.readObject(content);
    } catch (JsonException e) {
      throw problem("is not JSON: " + e.getMessage(), "Make a new key, or export it again");
    }
  }

  private JwsAlgorithm algorithm(Map<String, Object> members) {
    List<JwsAlgorithm> possible = possible(members);
    @Nullable Object stated = members.get("alg");
    if (stated == null) {
      return possible.contains(configured) ? configured : possible.get(0);
    }
    return possible.stream()
        .filter(algorithm -> algorithm.headerName().equals(stated))
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    "states an alg that its key is not for",
                    "Write \"alg\":\"" + possible.get(0).headerName() + "\", or remove it"));
  }

  /** What a key of this kind can be used for, the best first. */
  private List<JwsAlgorithm> possible(Map<String, Object> members) {
    String kind = members.get("kty") + " " + members.getOrDefault("crv", "");
    return switch (kind) {
      case "EC P-256" -> List.of(JwsAlgorithm.ES256);
      case "OKP Ed25519" -> List.of(JwsAlgorithm.EDDSA);
      case "RSA " -> List.of(JwsAlgorithm.PS256, JwsAlgorithm.RS256);
      case "oct " -> List.of(JwsAlgorithm.HS256);
      default ->
          throw problem(
              "is of a kind that is not used here", "Use EC P-256, OKP Ed25519, RSA or oct");
    };
  }

  /** Seconds since 1970, as in a token. */
  private Optional<Instant> time(Map<String, Object> members, String member) {
    @Nullable Object stated = members.get(member);
    if (stated == null) {
      return Optional.empty();
    }
    Optional<Instant> time = NumericDate.read(stated);
    if (time.isEmpty()) {
      throw problem(
          "states a " + member + " that is no time", "Write seconds since 1970, or remove it");
    }
    return time;
  }

  private void requireForSignatures(Map<String, Object> members) {
    if (!members.getOrDefault("use", "sig").equals("sig")) {
      throw problem("states a use that is not sig", "Make a key for signatures, or remove use");
    }
    Optional<Object> operations = Optional.ofNullable(members.get("key_ops"));
    boolean signs =
        operations
            .map(value -> value instanceof List<?> list && list.stream().allMatch(this::isSigning))
            .orElse(true);
    if (!signs) {
      throw problem(
          "states key_ops that are not sign and verify", "Make a key for signatures, or remove it");
    }
  }

  private boolean isSigning(@Nullable Object operation) {
    return Objects.equals(operation, "sign") || Objects.equals(operation, "verify");
  }

  private InvalidKeysException problem(String what, String fix) {
    return new InvalidKeysException("has a file " + name + " that " + what, fix);
  }
}
