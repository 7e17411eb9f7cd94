package dev.postern.strategy;

import dev.postern.identity.Identity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes an identity as the claims of RFC 9068 section 2.2, and reads it back. Stateless. */
final class IdentityClaims {

  /** Claims that a token has for its own sake; an identity's further claims never replace them. */
  private static final Set<String> OF_THE_TOKEN =
      Set.of(
          "iss",
          "aud",
          "exp",
          "nbf",
          "iat",
          "jti",
          "sid",
          "client_id",
          "typ",
          "cnf",
          "events",
          ExactTimes.ISSUED,
          ExactTimes.AS_OF,
          ExactTimes.AS_OF_NANOS);

  private static final Set<String> OF_THE_IDENTITY =
      Set.of("sub", "roles", "scope", "auth_time", ExactTimes.AUTHENTICATED, "amr", "acr");

  /** No user has a name that begins so, and every client of ours has one. */
  private static final String OF_CLIENTS = "|";

  private IdentityClaims() {}

  /** Of a client that acts for itself. */
  static Map<String, Object> ofClient(String client, Set<String> scopes, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", client);
    claims.put("client_id", client);
    claims.put("auth_time", now.getEpochSecond());
    claims.put(ExactTimes.AUTHENTICATED, ExactTimes.nanosOf(now));
    putUnlessEmpty(claims, "scope", scopes.stream().sorted().toList(), " ");
    return claims;
  }

  static Map<String, Object> of(Identity identity) {
    if (identity.name().startsWith(OF_CLIENTS)) {
      throw new IllegalArgumentException("A user's name does not begin with a bar.");
    }
    Map<String, Object> claims = new LinkedHashMap<>();
    identity.claims().forEach((name, value) -> putFurther(claims, name, value));
    claims.put("sub", identity.name());
    claims.put("auth_time", identity.authenticatedAt().getEpochSecond());
    claims.put(ExactTimes.AUTHENTICATED, ExactTimes.nanosOf(identity.authenticatedAt()));
    claims.put("roles", identity.roles().stream().sorted().toList());
    putUnlessEmpty(claims, "scope", identity.scopes().stream().sorted().toList(), " ");
    if (!identity.methods().isEmpty()) {
      claims.put("amr", identity.methods());
    }
    identity.contextClass().ifPresent(acr -> claims.put("acr", acr));
    return claims;
  }

  /**
   * The identity in the claims of a verified token, or empty if one has the wrong type or a name
   * that no identity can have.
   */
  static Optional<Identity> read(Map<String, Object> claims) {
    try {
      return Optional.of(
          new Identity(
              nameOf(claims),
              Set.copyOf(texts(claims.get("roles"))),
              words(claims.get("scope")),
              withClient(claims, further(claims)),
              authenticatedAt(claims),
              texts(claims.get("amr")),
              Optional.ofNullable(claims.get("acr")).map(IdentityClaims::text)));
    } catch (IllegalArgumentException notAnIdentity) {
      return Optional.empty();
    }
  }

  private static Instant authenticatedAt(Map<String, Object> claims) {
    Instant second = Instant.ofEpochSecond(seconds(claims.get("auth_time")));
    return ExactTimes.of(second, claims, ExactTimes.AUTHENTICATED);
  }

  private static void putFurther(Map<String, Object> claims, String name, Object value) {
    if (OF_THE_TOKEN.contains(name) || OF_THE_IDENTITY.contains(name)) {
      throw new IllegalArgumentException(
          "An identity's claim must not be named " + name + ": the token has one of its own.");
    }
    claims.put(name, value);
  }

  private static void putUnlessEmpty(
      Map<String, Object> claims, String name, List<String> values, String separator) {
    if (!values.isEmpty()) {
      claims.put(name, String.join(separator, values));
    }
  }

  private static Map<String, Object> further(Map<String, Object> claims) {
    return claims.entrySet().stream()
        .filter(claim -> !OF_THE_TOKEN.contains(claim.getKey()))
        .filter(claim -> !OF_THE_IDENTITY.contains(claim.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String nameOf(Map<String, Object> claims) {
    String subject = text(claims.get("sub"));
    return subject.equals(claims.get("client_id")) ? OF_CLIENTS + subject : subject;
  }

  /** A token whose subject is its client was not got by a user (RFC 9068 section 5, AT-5). */
  private static Map<String, Object> withClient(
      Map<String, Object> claims, Map<String, Object> further) {
    String subject = text(claims.get("sub"));
    if (!subject.equals(claims.get("client_id"))) {
      return further;
    }
    Map<String, Object> marked = new LinkedHashMap<>(further);
    marked.put(Identity.CLIENT, subject);
    return marked;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("not a string");
  }

  private static List<String> texts(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(IdentityClaims::text).distinct().toList();
    }
    throw new IllegalArgumentException("not a list of strings");
  }

  private static Set<String> words(@Nullable Object value) {
    return value == null
        ? Set.of()
        : Stream.of(text(value).split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  private static long seconds(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalArgumentException("not a number");
  }
}
