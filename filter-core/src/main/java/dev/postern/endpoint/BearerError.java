package dev.postern.endpoint;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a token does not do, as far as the client may know (RFC 6750 section 3.1). There is never a
 * description (BR-6). Immutable and thread-safe.
 *
 * @param code one of the registered codes
 * @param scope the scopes that are needed, separated by blanks; empty if they are not the matter
 */
record BearerError(String code, String scope) {

  static final BearerError INVALID_REQUEST = new BearerError("invalid_request", "");
  static final BearerError INVALID_TOKEN = new BearerError("invalid_token", "");

  /** A scope that could not stand between quotes (RFC 6749 section 3.3) is left out. */
  static BearerError insufficientScope(Collection<String> scopes) {
    return new BearerError(
        "insufficient_scope",
        new TreeSet<>(scopes)
            .stream()
                .filter(scope -> scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"))
                .collect(Collectors.joining(" ")));
  }

  /** The parameters of a challenge. */
  String parameters() {
    String error = "error=\"" + code + "\"";
    return scope.isEmpty() ? error : error + ", scope=\"" + scope + "\"";
  }
}
