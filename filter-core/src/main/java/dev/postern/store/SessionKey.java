package dev.postern.store;

/**
 * The keyed hash of a session id: the only form of it that a store ever sees. Two keys are equal if
 * and only if they name the same session. Immutable and thread-safe.
 *
 * @param value 43 characters of unpadded base64url
 */
public record SessionKey(String value) {

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the value has not 43 characters
   */
  public SessionKey {
    if (value.length() != 43) {
      throw new IllegalArgumentException("A session key is 43 characters of base64url.");
    }
  }
}
