package dev.postern;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A token that another server takes once. Its text never reaches {@link #toString()}. Immutable and
 * thread-safe.
 *
 * @param value the token: letters, digits, {@code -}, {@code _} and {@code .}, so that it can stand
 *     in an address as it is
 * @param expiresAt from this instant on it is refused
 */
public record OneTimeToken(String value, Instant expiresAt) {

  /** Refuses null. */
  public OneTimeToken {
    requireNonNull(value, "value");
    requireNonNull(expiresAt, "expiresAt");
  }

  @Override
  public String toString() {
    return "OneTimeToken[redacted, expiresAt=" + expiresAt + "]";
  }
}
