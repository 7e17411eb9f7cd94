package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request that a one-time token came with. Immutable; as thread-safe as its body is.
 *
 * @param method exactly as sent
 * @param path the whole path as sent
 * @param query as sent, without the token; empty text if there is none
 * @param body asked only when a good token is for one body and no other; empty if it cannot be had
 */
public record OneTimePresentation(
    String method, String path, String query, Supplier<Optional<byte[]>> body) {

  /** Refuses null. */
  public OneTimePresentation {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    requireNonNull(body, "body");
  }

  /** Whether a token with these claims is good for it; what they do not say is open. */
  boolean isMeantBy(Map<String, Object> claims) {
    return method.equals(claims.get(OneTimeTarget.METHOD))
        && path.equals(claims.get(OneTimeTarget.PATH))
        && (!claims.containsKey(OneTimeTarget.QUERY)
            || query.equals(claims.get(OneTimeTarget.QUERY)))
        && (!claims.containsKey(OneTimeTarget.BODY)
            || body.get()
                .map(OneTimeTarget::hashOf)
                .filter(hash -> hash.equals(claims.get(OneTimeTarget.BODY)))
                .isPresent());
  }
}
