package dev.postern.strategy;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.Confirmation;
import dev.postern.token.JwtIssuer;
import java.time.Instant;

/**
 * A credential for the client. Its text never reaches {@link #toString()}. Immutable and
 * thread-safe.
 *
 * @param text the secret itself, unpadded base64url and dots only
 * @param expiresAt the latest instant at which it can still be accepted
 * @param type how an access token has to be sent: {@code Bearer} or {@code DPoP}
 */
public record IssuedCredential(String text, Instant expiresAt, String type) {

  /** Refuses null. */
  public IssuedCredential {
    requireNonNull(text, "text");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(type, "type");
  }

  /** One that is good for whoever has it. */
  public IssuedCredential(String text, Instant expiresAt) {
    this(text, expiresAt, Confirmation.NONE.tokenType());
  }

  static IssuedCredential of(JwtIssuer.Issued access, Confirmation bound) {
    return new IssuedCredential(access.text(), access.expiresAt(), bound.tokenType());
  }

  @Override
  public String toString() {
    return "IssuedCredential[redacted, expiresAt=" + expiresAt + "]";
  }
}
