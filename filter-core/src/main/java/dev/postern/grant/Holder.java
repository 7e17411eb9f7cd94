package dev.postern.grant;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * To whom a refresh token was given, and for what: nobody else refreshes with it, and it never
 * leads to access tokens for another audience (RFC 9700 section 4.14.2). Immutable and thread-safe.
 *
 * @param client the {@code client_id}
 * @param audience for whom the access tokens are
 * @param proofs what they show at each use, for example the thumbprint of a key (RFC 9449 section
 *     5); empty if the token alone is enough
 */
public record Holder(String client, String audience, Set<String> proofs) {

  /** Copies the set. */
  public Holder {
    requireNonNull(client, "client");
    requireNonNull(audience, "audience");
    proofs = Set.copyOf(proofs);
  }

  /** Who shows nothing but the token. */
  public Holder(String client, String audience) {
    this(client, audience, Set.of());
  }

  /** The same, showing this. */
  public Holder showing(Set<String> newProofs) {
    return new Holder(client, audience, newProofs);
  }

  boolean isFor(Holder other) {
    return client.equals(other.client) && audience.equals(other.audience);
  }

  /** Whether the other one shows at least what this one did; more does not matter. */
  boolean isShownBy(Holder other) {
    return other.proofs.containsAll(proofs);
  }
}
