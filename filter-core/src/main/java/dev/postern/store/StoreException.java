package dev.postern.store;

import java.io.Serial;

/**
 * The store could not be asked, or did not answer. Whether a write took effect is unknown; repeat
 * it only in a form that is harmless twice. The caller of the application sees 503, never 401.
 * Immutable.
 */
public final class StoreException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Says which store failed.
   *
   * @param message names the store and the operation, never a key, an address with a password or a
   *     value
   * @param cause what went wrong
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
