package dev.postern.store.memory;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import java.time.Instant;

/**
 * Keeps the key of a deleted session from being created again. Immutable and thread-safe.
 *
 * @param until from this instant on the key is free
 */
record Tombstone(Instant until) implements Entry {

  static Tombstone setAt(Instant now) {
    return new Tombstone(now.plus(SessionStore.TOMBSTONE_LIFE));
  }

  @Override
  public boolean releases(SessionKey key, Instant now) {
    return !now.isBefore(until);
  }
}
