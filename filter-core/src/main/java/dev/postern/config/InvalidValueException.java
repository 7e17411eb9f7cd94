package dev.postern.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Parser} does not take a value. Becomes a {@link ConfigurationException} that adds the
 * setting's name, the value and its origin. Immutable and thread-safe.
 */
public final class InvalidValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String part;
  private final String problem;
  private final String fix;

  /**
   * The value as a whole is wrong.
   *
   * @param problem follows the quoted value, for example {@code has no unit}
   * @param fix a sentence that says what to write instead
   */
  public InvalidValueException(String problem, String fix) {
    super(problem);
    this.part = null;
    this.problem = requireNonNull(problem, "problem");
    this.fix = requireNonNull(fix, "fix");
  }

  /**
   * One part of a longer value is wrong; only that part is shown.
   *
   * @param part the wrong line or entry, as it was written
   * @param problem follows the quoted part
   * @param fix a sentence that says what to write instead
   */
  public InvalidValueException(String part, String problem, String fix) {
    super(problem);
    this.part = requireNonNull(part, "part");
    this.problem = requireNonNull(problem, "problem");
    this.fix = requireNonNull(fix, "fix");
  }

  Optional<String> part() {
    return Optional.ofNullable(part);
  }

  /** What is wrong, to stand after the value, without a full stop. */
  public String problem() {
    return problem;
  }

  /** How to mend it, a sentence. */
  public String fix() {
    return fix;
  }
}
