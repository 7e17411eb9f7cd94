package dev.postern.identity;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A users file that cannot be used. The message is the problem and the fix, in the form of the
 * messages about settings, and holds no password and no hash. Immutable.
 */
public final class UsersFileException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String problem;
  private final String fix;

  UsersFileException(String problem, String fix) {
    super(problem + ". " + fix);
    this.problem = requireNonNull(problem, "problem");
    this.fix = requireNonNull(fix, "fix");
  }

  /** What is wrong, to stand after the file's name, without a full stop. */
  public String problem() {
    return problem;
  }

  /** How to mend it, a whole sentence. */
  public String fix() {
    return fix;
  }
}
