package dev.postern.token;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    return DocumentFile.SCHEME.equals(jwks.getScheme())
        ? new DocumentFile()
        : new DocumentFetcher();
  }

  /** As one whose keys are read in the same way, and whose access tokens nobody asks about. */
  TrustedIssuer asIssuer() {
    return new TrustedIssuer(
        issuer,
        issuer,
        Set.of(),
        List.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA, JwsAlgorithm.PS256, JwsAlgorithm.RS256),
        Optional.of(jwks),
        "",
        Set.of());
  }
}
