package dev.postern.identity;

import java.io.Serial;

/** The place that knows the passwords cannot be asked now. Immutable. */
public final class VerifierUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says what was asked and why there is no answer.
   *
   * @param message names the source, never a user or a password
   * @param cause what went wrong
   */
  public VerifierUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
