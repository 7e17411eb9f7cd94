package dev.postern.store;

/**
 * The keyed hash of a subject's name: the only form of it that a store ever sees. Immutable and
 * thread-safe.
 *
 * @param value 43 characters of unpadded base64url
 */
public record SubjectKey(String value) {

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if the value has not 43 characters
   */
  public SubjectKey {
    if (value.length() != 43) {
      throw new IllegalArgumentException("A subject key is 43 characters of base64url.");
    }
  }
}
