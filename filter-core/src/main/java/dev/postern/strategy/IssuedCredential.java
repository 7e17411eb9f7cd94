package dev.postern.strategy;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A credential for the client. Its text never reaches {@link #toString()}. Immutable and
 * thread-safe.
 *
 * @param text the secret itself, unpadded base64url and dots only
 * @param expiresAt the latest instant at which it can still be accepted
 */
public record IssuedCredential(String text, Instant expiresAt) {

  /** Refuses null. */
  public IssuedCredential {
    requireNonNull(text, "text");
    requireNonNull(expiresAt, "expiresAt");
  }

  @Override
  public String toString() {
    return "IssuedCredential[redacted, expiresAt=" + expiresAt + "]";
  }
}
