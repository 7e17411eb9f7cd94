package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import java.time.Instant;

/**
 * An earlier key of a session. Immutable and thread-safe.
 *
 * @param key the earlier key
 * @param until from this instant on it counts no more
 * @param readable whether a look-up may be told where the session is
 */
record FormerKey(SessionKey key, Instant until, boolean readable) {

  FormerKey readableOnlyIf(boolean stillReadable) {
    return new FormerKey(key, until, readable && stillReadable);
  }

  boolean isPast(Instant now) {
    return !now.isBefore(until);
  }

  /** What stands under the earlier key when the session is filed under this one. */
  Pointer to(SessionKey current) {
    return new Pointer(current, until, readable);
  }
}
