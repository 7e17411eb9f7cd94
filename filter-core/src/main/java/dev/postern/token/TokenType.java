package dev.postern.token;

import java.util.List;
import java.util.Map;

/**
 * The kinds of token, told apart by the header {@code typ} so that one is never taken for another
 * (RFC 8725 section 3.11). Thread-safe.
 */
public enum TokenType {
  /** An access token (RFC 9068): the identity itself. */
  ACCESS("at+jwt"),
  /** A reference to a session record; it may belong to nobody yet, so {@code sub} is optional. */
  SESSION("postern-session+jwt"),
  /** Good for one request to another server, once. */
  ONE_TIME("ott+jwt");

  private static final List<String> OF_ACCESS =
      List.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id");
  private static final List<String> OF_SESSION = List.of("iss", "aud", "exp", "iat", "jti");

  private static final List<String> OF_ONE_TIME =
      List.of("iss", "sub", "aud", "exp", "iat", "jti", OneTimeTarget.METHOD, OneTimeTarget.PATH);

  private final String headerValue;

  TokenType(String headerValue) {
    this.headerValue = headerValue;
  }

  /** How the header {@code typ} writes it. */
  public String headerValue() {
    return headerValue;
  }

  /** The claims without which a token of this kind is neither issued nor accepted. */
  public List<String> requiredClaims() {
    return switch (this) {
      case ACCESS -> OF_ACCESS;
      case SESSION -> OF_SESSION;
      case ONE_TIME -> OF_ONE_TIME;
    };
  }

  boolean hasRequiredClaims(Map<String, Object> claims) {
    return claims.keySet().containsAll(requiredClaims());
  }

  /** A media type: case does not matter and {@code application/} may stand (RFC 9068 section 4). */
  boolean isNamedBy(String typ) {
    boolean ascii = typ.chars().allMatch(c -> c < 0x80);
    return ascii
        && (typ.equalsIgnoreCase(headerValue)
            || typ.equalsIgnoreCase("application/" + headerValue));
  }
}
