package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one request that a one-time token is good for. Immutable and thread-safe.
 *
 * @param method exactly as sent, for example {@code GET}
 * @param path the whole path as it stands in the address, the context path included; compared as
 *     text, so an encoded character has to be encoded the same way
 * @param query the query without the token itself; empty if any will do
 * @param bodyHash SHA-256 of the body in unpadded base64url; empty if any will do
 */
public record OneTimeTarget(
    String method, String path, Optional<String> query, Optional<String> bodyHash) {

  static final String METHOD = "htm";
  static final String PATH = "path";
  static final String QUERY = "query";
  static final String BODY = "body_sha256";

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the method is blank, or the path does not begin with a
   *     slash or has a query
   */
  public OneTimeTarget {
    if (method.isBlank()) {
      throw new IllegalArgumentException("A one-time token is for one method.");
    }
    if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
      throw new IllegalArgumentException("A path starts with a slash and ends before the query.");
    }
    requireNonNull(query, "query");
    requireNonNull(bodyHash, "bodyHash");
  }

  /** Of this path, whatever its query and its body. */
  public static OneTimeTarget of(String method, String path) {
    return new OneTimeTarget(method, path, Optional.empty(), Optional.empty());
  }

  /** The hash of this body. */
  public static String hashOf(byte[] body) {
    return Sha256.of(body);
  }

  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put(METHOD, method);
    claims.put(PATH, path);
    query.ifPresent(text -> claims.put(QUERY, text));
    bodyHash.ifPresent(hash -> claims.put(BODY, hash));
    return claims;
  }
}
