package dev.postern.endpoint;

import dev.postern.identity.CredentialVerifier;
import jakarta.servlet.http.HttpServletRequest;

/** Finds what checks the password of one request. Implementations are thread-safe. */
@FunctionalInterface
public interface VerifierSource {

  /**
   * The verifier; most are the same for every request.
   *
   * @param original the request as it came to the filter, through which the container's realm is
   *     asked
   */
  CredentialVerifier verifierFor(HttpServletRequest original);
}
