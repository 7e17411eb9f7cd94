package dev.postern.endpoint;

import java.util.Optional;
import java.util.Set;

/** What was posted to the refresh path. Immutable and thread-safe. */
sealed interface RefreshInput {

  /**
   * A refresh token that is worth looking at.
   *
   * @param token as the client sent it
   * @param scope what the access token shall be good for; empty for all that was granted
   */
  record Given(String token, Optional<Set<String>> scope) implements RefreshInput {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Given[redacted]";
    }
  }

  /** None, or not from the client it was given to. */
  record Refused(Refusal refusal) implements RefreshInput {}
}
