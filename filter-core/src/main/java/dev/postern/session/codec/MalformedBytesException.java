package dev.postern.session.codec;

import java.io.Serial;

/** Bytes that are no form of ours. Says what was wrong, never what stood there. Immutable. */
public final class MalformedBytesException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /** What was wrong. */
  public MalformedBytesException(String message) {
    super(message);
  }

  /** What was wrong, as another parser found out. */
  public MalformedBytesException(String message, Throwable cause) {
    super(message, cause);
  }
}
