package dev.postern;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A bearer token for the caller who was just signed in, to be put into the application's own
 * answer. Its text never reaches {@link #toString()}. Immutable and thread-safe.
 *
 * @param value the token
 * @param expiresAt from this instant on it is refused
 * @param refreshToken what gets the next one, where refresh tokens are on and travel in the body
 */
public record AccessToken(String value, Instant expiresAt, Optional<String> refreshToken) {

  /** Refuses null. */
  public AccessToken {
    requireNonNull(value, "value");
    requireNonNull(expiresAt, "expiresAt");
    requireNonNull(refreshToken, "refreshToken");
  }

  @Override
  public String toString() {
    return "AccessToken[redacted, expiresAt=" + expiresAt + "]";
  }
}
