package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletResponse;

/**
 * Counts what the application wrote, to tell which write will make the container send the first
 * byte. While the response is not committed it may say so more than once.
 */
final class CommitWatch {

  /** Jetty sends a single write of more than a quarter of its buffer at once. */
  private static final int LARGE_WRITE = 4;

  private final HttpServletResponse response;
  private final Runnable beforeCommit;
  private long written;
  private boolean sent;
  private long declared = Long.MAX_VALUE;

  CommitWatch(HttpServletResponse response, Runnable beforeCommit) {
    this.response = requireNonNull(response, "response");
    this.beforeCommit = requireNonNull(beforeCommit, "beforeCommit");
  }

  /** The first byte may leave now. */
  void leaving() {
    if (!response.isCommitted()) {
      beforeCommit.run();
    }
  }

  /** This many bytes are about to be written. */
  void writing(long bytes) {
    written += bytes;
    int buffer = response.getBufferSize();
    if (written >= Math.min(buffer, declared) || bytes * LARGE_WRITE > buffer) {
      leaving();
    }
  }

  /**
   * Whether the container keeps back more than its buffer holds. Then it is made to send, or every
   * further write would have to be announced. True once.
   */
  boolean isHeldBack() {
    if (sent || written <= response.getBufferSize()) {
      return false;
    }
    sent = true;
    return !response.isCommitted();
  }

  /** The application says how long its answer is; negative means that it takes the word back. */
  void declare(long length) {
    declared = length < 0 ? Long.MAX_VALUE : length;
    if (written > 0 && written >= declared) {
      leaving();
    }
  }

  void bufferCleared() {
    written = 0;
    sent = false;
  }

  void allCleared() {
    bufferCleared();
    declared = Long.MAX_VALUE;
  }
}
