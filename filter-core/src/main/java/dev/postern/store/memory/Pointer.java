package dev.postern.store.memory;

import dev.postern.store.Grace;
import java.time.Instant;

/**
 * An earlier key of a session, for as long as it still counts. Immutable and thread-safe.
 *
 * @param until from this instant on it does not
 * @param readable whether a look-up may be told where the session is
 */
record Pointer(Instant until, boolean readable) {

  static Pointer setAt(Instant now, Grace grace) {
    return new Pointer(now.plus(grace.length()), grace.readable());
  }

  boolean isPast(Instant now) {
    return !now.isBefore(until);
  }

  Pointer readableOnlyIf(boolean stillReadable) {
    return new Pointer(until, readable && stillReadable);
  }
}
