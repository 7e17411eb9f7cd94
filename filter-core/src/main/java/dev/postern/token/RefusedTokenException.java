package dev.postern.token;

/** Leaves the verification at the first problem; carries neither text nor stack. */
final class RefusedTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final JwtProblem problem;

  RefusedTokenException(JwtProblem problem) {
    super(problem.name(), null, false, false);
    this.problem = problem;
  }

  JwtProblem problem() {
    return problem;
  }
}
