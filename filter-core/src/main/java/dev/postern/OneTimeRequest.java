package dev.postern;

import static java.util.Objects.requireNonNull;

import dev.postern.token.OneTimeIssuer;
import dev.postern.token.OneTimeTarget;
import java.time.Duration;
import java.util.Optional;

/**
 * The one request to another server that a one-time token shall be good for. Immutable and
 * thread-safe.
 *
 * @param audience what the other server takes for its {@code one-time.audience}
 * @param method for example {@code GET}
 * @param path the path of the address, with the context path, spelled as the client will
 * @param query what the query has to be beside the token; empty if any will do
 * @param bodyHash SHA-256 of the body in unpadded base64url; empty if any will do
 * @param lifetime 1 second to 60 minutes
 */
public record OneTimeRequest(
    String audience,
    String method,
    String path,
    Optional<String> query,
    Optional<String> bodyHash,
    Duration lifetime) {

  /** Refuses null. */
  public OneTimeRequest {
    requireNonNull(audience, "audience");
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    requireNonNull(bodyHash, "bodyHash");
    requireNonNull(lifetime, "lifetime");
  }

  /** A download: GET, any query, good for 5 minutes. */
  public static OneTimeRequest get(String audience, String path) {
    return of(audience, "GET", path);
  }

  /** Any query and any body, good for 5 minutes. */
  public static OneTimeRequest of(String audience, String method, String path) {
    return new OneTimeRequest(
        audience, method, path, Optional.empty(), Optional.empty(), OneTimeIssuer.USUAL_LIFETIME);
  }

  /** The same, good for so long. */
  public OneTimeRequest lasting(Duration newLifetime) {
    return new OneTimeRequest(audience, method, path, query, bodyHash, newLifetime);
  }

  /** The same with this query beside the token, and no other. */
  public OneTimeRequest withQuery(String newQuery) {
    return new OneTimeRequest(audience, method, path, Optional.of(newQuery), bodyHash, lifetime);
  }

  /** The same with this body, and no other. */
  public OneTimeRequest withBody(byte[] body) {
    return new OneTimeRequest(
        audience, method, path, query, Optional.of(OneTimeTarget.hashOf(body)), lifetime);
  }
}
