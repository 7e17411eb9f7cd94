package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JWK in a file (RFC 7517 section 4).
 *
 * @param name of the file
 */
record JwkMembers(String name, Map<String, Object> members) {

  static JwkMembers read(String name, byte[] content) {
    try {
      JwkMembers jwk = new JwkMembers(name, Json.readObject(content));
      if (jwk.members.containsKey("keys")) {
        throw jwk.problem("is a JWK set", "Put each key into a file of its own");
      }
      return jwk;
    } catch (JsonException e) {
      throw new JwkMembers(name, Map.of())
          .problem("is not JSON: " + e.getMessage(), "Make a new key, or export it again");
    }
  }

  Optional<Object> find(String member) {
    return Optional.ofNullable(members.get(member));
  }

  /** {@code kty} and {@code crv}, the latter empty where there is none. */
  String kind() {
    return members.get("kty") + " " + members.getOrDefault("crv", "");
  }

  /** Seconds since 1970, as in a token. */
  Optional<Instant> time(String member) {
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

  /** Whether {@code key_ops} names nothing else; true if it is not there. */
  boolean isOnlyFor(Set<String> operations) {
    return find("key_ops")
        .map(value -> value instanceof List<?> list && operations.containsAll(list))
        .orElse(true);
  }

  JsonWebKey key() {
    try {
      return JsonWebKey.Factory.newJwk(members);
    } catch (JoseException | RuntimeException e) {
      // The cause may hold the private members.
      throw problem("is not a complete JWK", "Make a new key, or export it again");
    }
  }

  InvalidKeysException problem(String what, String fix) {
    return new InvalidKeysException("has a file " + name + " that " + what, fix);
  }

  @Override
  public String toString() {
    return "JwkMembers[" + name + "]";
  }
}
