package dev.postern.token;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
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

  /** The key id is a map key and no more; bounded so that it may be logged as a hash of itself. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~+/=:-]{1,128}");

  private final Map<String, Object> members;

  private TokenHeader(Map<String, Object> members) {
    this.members = members;
  }

  static TokenHeader parse(byte[] json, Set<String> names) throws RefusedTokenException {
    try {
      Map<String, Object> members = Json.readObject(json);
      if (members.keySet().equals(names)
          && members.values().stream().allMatch(TokenHeader::isPlain)) {
        return new TokenHeader(members);
      }
      throw new RefusedTokenException(JwtProblem.MALFORMED);
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

  private static boolean isPlain(Object value) {
    return value instanceof String text && PLAIN.matcher(text).matches();
  }
}
