package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header that has all the names of its profile and no other, each a short plain string. That one
 * rule also refuses {@code jwk}, {@code jku}, {@code x5u}, {@code x5c}, {@code crit}, {@code b64}
 * and {@code zip} (RFC 8725 sections 3.5, 3.6 and 3.10).
 */
final class TokenHeader {

  static final Set<String> SIGNED = Set.of("alg", "typ", "kid");
  static final Set<String> ENCRYPTED = Set.of("alg", "enc", "cty", "kid");

  /** A thumbprint of the key that Entra sends along; it says nothing that the key id does not. */
  private static final Set<String> THUMBPRINTS = Set.of("x5t", "x5t#S256");

  /** The key id is a map key and no more; bounded so that it may be logged as a hash of itself. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~+/=:-]{1,128}");

  private final Map<String, Object> members;

  private TokenHeader(Map<String, Object> members) {
    this.members = members;
  }

  static TokenHeader parse(byte[] json, Set<String> names) throws RefusedTokenException {
    try {
      return checked(Json.readObject(json), names);
    } catch (JsonException e) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
  }

  static TokenHeader checked(Map<String, Object> members, Set<String> names)
      throws RefusedTokenException {
    if (members.keySet().equals(names)
        && members.values().stream().allMatch(TokenHeader::isPlain)) {
      return new TokenHeader(members);
    }
    throw new RefusedTokenException(JwtProblem.MALFORMED);
  }

  /** Of an outside issuer's signed token; a thumbprint in it is not looked at. */
  static TokenHeader parseForeign(byte[] json) throws RefusedTokenException {
    try {
      Map<String, Object> members = new LinkedHashMap<>(Json.readObject(json));
      members.keySet().removeAll(THUMBPRINTS);
      return checked(members, SIGNED);
    } catch (JsonException e) {
      throw new RefusedTokenException(JwtProblem.MALFORMED);
    }
  }

  Map<String, Object> members() {
    return members;
  }

  String member(String name) {
    return Optional.ofNullable(members.get(name)).map(String.class::cast).orElseThrow();
  }

  static boolean isPlain(Object value) {
    return value instanceof String text && PLAIN.matcher(text).matches();
  }
}
