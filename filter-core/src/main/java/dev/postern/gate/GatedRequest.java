package dev.postern.gate;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What a request says about itself, once the gate has found that it says it unambiguously.
 * Immutable and thread-safe.
 *
 * @param path where it goes, inside the application
 * @param method the method as sent; never what a header or a parameter would override it with
 * @param cookies its cookies
 * @param bearerToken the token of its {@code Authorization: Bearer} header
 * @param dpopToken the token of its {@code Authorization: DPoP} header (RFC 9449 section 7.1)
 * @param proofs its {@code DPoP} headers; that there is one at most is for others to ask, since
 *     most paths have no use for any
 */
public record GatedRequest(
    RequestPath path,
    String method,
    RequestCookies cookies,
    Optional<String> bearerToken,
    Optional<String> dpopToken,
    List<String> proofs) {

  /** Rejects nulls, and copies the list. */
  public GatedRequest {
    requireNonNull(path, "path");
    requireNonNull(method, "method");
    requireNonNull(cookies, "cookies");
    requireNonNull(bearerToken, "bearerToken");
    requireNonNull(dpopToken, "dpopToken");
    proofs = List.copyOf(proofs);
  }

  /** Shows nothing: path, cookies and token are the client's, and the token is a secret. */
  @Override
  public String toString() {
    return "GatedRequest[redacted]";
  }
}
