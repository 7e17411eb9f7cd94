package dev.postern.endpoint;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a token does not do, as far as the client may know (RFC 6750 section 3.1). A description
 * never says more than the code does (BR-6). Immutable and thread-safe.
 *
 * @param code one of the registered codes
 * @param attributes what else stands in the challenge, in its order; nothing that has to be quoted
 */
record BearerError(String code, Map<String, Object> attributes) {

  static final BearerError INVALID_REQUEST = new BearerError("invalid_request", Map.of());
  static final BearerError INVALID_TOKEN = new BearerError("invalid_token", Map.of());

  /** RFC 9449 section 7.1. */
  static final BearerError INVALID_DPOP_PROOF = new BearerError("invalid_dpop_proof", Map.of());

  /** RFC 9449 section 9. */
  static final BearerError USE_DPOP_NONCE = new BearerError("use_dpop_nonce", Map.of());

  /** A scope that could not stand between quotes (RFC 6749 section 3.3) is left out. */
  static BearerError insufficientScope(Collection<String> scopes) {
    String named =
        new TreeSet<>(scopes)
            .stream()
                .filter(scope -> scope.matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]+"))
                .collect(Collectors.joining(" "));
    return new BearerError(
        "insufficient_scope", named.isEmpty() ? Map.of() : Map.of("scope", named));
  }

  /** The user's login is too old or too weak (RFC 9470 section 3). */
  static BearerError insufficientLogin(Map<String, Object> needed) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("error_description", "A more recent or a stronger login is needed");
    attributes.putAll(needed);
    return new BearerError("insufficient_user_authentication", attributes);
  }

  /** Whether it is about the proof, so that it means nothing to who sends bearer tokens. */
  boolean isOfProof() {
    return equals(INVALID_DPOP_PROOF) || equals(USE_DPOP_NONCE);
  }

  /** The parameters of a challenge. */
  String parameters() {
    StringBuilder parameters = new StringBuilder("error=\"" + code + "\"");
    attributes.forEach((name, value) -> parameters.append(", " + name + "=\"" + value + "\""));
    return parameters.toString();
  }
}
