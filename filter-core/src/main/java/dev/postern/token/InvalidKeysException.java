package dev.postern.token;

/**
 * The key directory cannot be used and the deployment must stop. Names files and algorithms, never
 * what a private key holds. Immutable and thread-safe.
 */
public final class InvalidKeysException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String fix;

  InvalidKeysException(String problem, String fix) {
    super("The key directory " + problem + ". " + fix + ".");
    this.problem = problem;
    this.fix = fix;
  }

  /** What is wrong, to follow the name of the directory. */
  public String problem() {
    return problem;
  }

  /** How to mend it, as a sentence without its end. */
  public String fix() {
    return fix;
  }
}
