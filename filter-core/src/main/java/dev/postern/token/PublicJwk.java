package dev.postern.token;

import java.util.Collection;
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
 * A key to verify with that somebody else sent (RFC 7517 section 4). Only the key itself is looked
 * at, never {@code x5c} or {@code x5u}.
 */
final class PublicJwk {

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
  private static final List<String> PUBLIC = List.of("kty", "crv", "x", "y", "n", "e");

  private final Map<?, ?> members;

  PublicJwk(Map<?, ?> members) {
    this.members = members;
  }

  boolean hasPrivateHalf() {
    return PRIVATE.stream().anyMatch(members::containsKey);
  }

  /** Whether neither {@code use} nor {@code key_ops} says that it is for something else (JWK-2). */
  boolean isForSignatures() {
    @Nullable Object use = members.get("use");
    @Nullable Object operations = members.get("key_ops");
    return (use == null || use.equals("sig"))
        && (operations == null || (operations instanceof List<?> list && list.contains("verify")));
  }

  /** The one that it states, or else the first of these that fits such a key (BCP-2). */
  Optional<JwsAlgorithm> algorithm(Collection<JwsAlgorithm> allowed) {
    String kind = members.get("kty") + " " + (members.containsKey("crv") ? members.get("crv") : "");
    Stream<JwsAlgorithm> possible = allowed.stream().filter(algorithm -> isFor(algorithm, kind));
    @Nullable Object stated = members.get("alg");
    return stated == null
        ? possible.findFirst()
        : possible.filter(algorithm -> algorithm.headerName().equals(stated)).findFirst();
  }

  /** Empty if it is incomplete, weak, or no key at all. */
  Optional<RingKey> key(JwsAlgorithm algorithm) {
    Map<String, Object> used = new LinkedHashMap<>();
    PUBLIC.stream()
        .filter(members::containsKey)
        .forEach(name -> used.put(name, String.valueOf(members.get(name))));
    try {
      RingKey key = RingKey.of(algorithm, JsonWebKey.Factory.newJwk(used));
      new KeyChecks("of somebody else").requireSound(key);
      return Optional.of(key);
    } catch (JoseException | RuntimeException e) {
      // Whatever a library trips over is a key of somebody else's making.
      return Optional.empty();
    }
  }

  private static boolean isFor(JwsAlgorithm algorithm, String kind) {
    return switch (algorithm) {
      case ES256 -> kind.equals("EC P-256");
      case EDDSA -> kind.equals("OKP Ed25519");
      case PS256, RS256 -> kind.equals("RSA ");
      case HS256 -> false;
    };
  }
}
