package dev.postern.sample.web;

import java.io.Serial;

/** Why a request is not answered as it hoped (RFC 9457). Immutable. */
public final class Problem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  /**
   * A problem that the client can mend or must accept.
   *
   * @param status of HTTP, 400 to 499
   * @param title the same for every problem of this kind
   * @param detail how to mend it; never what the client sent
   */
  public Problem(int status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  /** The body of an answer about this problem. */
  ProblemBody body() {
    return new ProblemBody("about:blank", title, status, String.valueOf(getMessage()));
  }
}
