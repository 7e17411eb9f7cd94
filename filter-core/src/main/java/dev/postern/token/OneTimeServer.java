package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * Another server whose one-time tokens are taken. Immutable and thread-safe.
 *
 * @param issuer its exact {@code iss}
 * @param jwks where its public keys are: a file, or an address
 */
public record OneTimeServer(String issuer, URI jwks) {

  /** Refuses null. */
  public OneTimeServer {
    requireNonNull(issuer, "issuer");
    requireNonNull(jwks, "jwks");
  }

  DocumentSource documents() {
    return KeySetPlace.documents(jwks);
  }

  TrustedIssuer asIssuer() {
    return TrustedIssuer.ofKeys(issuer, jwks);
  }
}
