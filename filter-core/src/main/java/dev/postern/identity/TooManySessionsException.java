package dev.postern.identity;

/**
 * A login that was refused because its subject has as many sessions as it may have, and the oldest
 * is not to give way. The caller is who they were before. Immutable and thread-safe.
 */
public final class TooManySessionsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says how many there may be.
   *
   * @param most how many sessions one subject may have
   */
  public TooManySessionsException(int most) {
    super("The subject has as many sessions as it may have: " + most + ".");
  }
}
