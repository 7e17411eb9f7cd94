package dev.postern.binding;

import java.io.Serial;

/**
 * Whoever asks for a token has not shown what it is to be bound to; nothing was issued. Immutable
 * and thread-safe.
 */
public final class SenderRefusedException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  private final BindingProblem problem;

  /** For this reason. */
  public SenderRefusedException(BindingProblem problem) {
    super("The sender has not shown what its token is to be bound to: " + problem + ".");
    this.problem = problem;
  }

  /** Why. */
  public BindingProblem problem() {
    return problem;
  }
}
