package dev.postern.store.hazelcast;

import dev.postern.store.SessionStore;
import java.time.Instant;

/**
 * Keeps the key of a deleted session from being created again. Immutable and thread-safe.
 *
 * @param end from this instant on the key is free
 */
record Tombstone(Instant end) implements Entry {

  static Tombstone setAt(Instant now) {
    return new Tombstone(now.plus(SessionStore.TOMBSTONE_LIFE));
  }
}
