package dev.postern.gate;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a request says about itself, once the gate has found that it says it unambiguously.
 * Immutable and thread-safe.
 *
 * @param path where it goes, inside the application
 * @param method the method as sent; never what a header or a parameter would override it with
 * @param cookies its cookies
 * @param bearerToken the token of its {@code Authorization: Bearer} header
 */
public record GatedRequest(
    RequestPath path, String method, RequestCookies cookies, Optional<String> bearerToken) {

  /** Rejects nulls. */
  public GatedRequest {
    requireNonNull(path, "path");
    requireNonNull(method, "method");
    requireNonNull(cookies, "cookies");
    requireNonNull(bearerToken, "bearerToken");
  }

  /** Shows nothing: path, cookies and token are the client's, and the token is a secret. */
  @Override
  public String toString() {
    return "GatedRequest[redacted]";
  }
}
