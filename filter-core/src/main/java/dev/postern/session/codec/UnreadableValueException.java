package dev.postern.session.codec;

import java.io.Serial;

/**
 * A stored value that cannot be brought back here and now: its class is missing, has changed, is
 * not allowed, or refuses its own bytes. Immutable.
 */
public final class UnreadableValueException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String className;

  UnreadableValueException(String className, Throwable cause) {
    super("A stored " + className + " cannot be read.", cause);
    this.className = className;
  }

  /**
   * The class of the value, as far as it is known; written by this application, not by a client.
   */
  public String className() {
    return className;
  }
}
