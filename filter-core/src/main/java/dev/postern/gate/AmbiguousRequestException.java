package dev.postern.gate;

import java.io.Serial;

/**
 * Leaves a parser of this package at the first thing it will not read; {@link RequestGate} turns it
 * into a value. Without a stack trace, because any client can cause it as often as it likes.
 * Immutable.
 */
final class AmbiguousRequestException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final Ambiguity ambiguity;

  AmbiguousRequestException(Ambiguity ambiguity) {
    super(ambiguity.code(), null, false, false);
    this.ambiguity = ambiguity;
  }

  Ambiguity ambiguity() {
    return ambiguity;
  }
}
