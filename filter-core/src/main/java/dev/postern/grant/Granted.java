package dev.postern.grant;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import java.time.Instant;

/**
 * A refresh token for its holder, and whose it is. The token never reaches {@link #toString()}.
 * Immutable and thread-safe.
 *
 * @param refreshToken the secret itself, unpadded base64url and dots only
 * @param handle of the grant; no secret: it opens nothing
 * @param identity who has logged in, when and how they did so at first, and no wider a scope than
 *     was asked for
 * @param identityAsOf as of when they are who the identity says
 * @param expiresAt from this instant on the token is refused, if it is not used before
 */
public record Granted(
    String refreshToken,
    String handle,
    Identity identity,
    Instant identityAsOf,
    Instant expiresAt) {

  /** Refuses null. */
  public Granted {
    requireNonNull(refreshToken, "refreshToken");
    requireNonNull(handle, "handle");
    requireNonNull(identity, "identity");
    requireNonNull(identityAsOf, "identityAsOf");
    requireNonNull(expiresAt, "expiresAt");
  }

  @Override
  public String toString() {
    return "Granted[redacted, expiresAt=" + expiresAt + "]";
  }
}
