package dev.postern.grant;

import static java.util.Objects.requireNonNull;

/**
 * To whom a refresh token was given, and for what: nobody else refreshes with it, and it never
 * leads to access tokens for another audience (RFC 9700 section 4.14.2). Immutable and thread-safe.
 *
 * @param client the {@code client_id}
 * @param audience for whom the access tokens are
 */
public record Holder(String client, String audience) {

  /** Refuses null. */
  public Holder {
    requireNonNull(client, "client");
    requireNonNull(audience, "audience");
  }
}
