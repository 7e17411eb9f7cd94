package dev.postern.store.memory;

import dev.postern.store.FindResult;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the key of a deleted session from being created again. Immutable and thread-safe.
 *
 * @param until from this instant on the key is free
 * @param supersededUntil until then another session is known to have taken this one's place
 */
record Tombstone(Instant until, Instant supersededUntil) implements Entry {

  static Tombstone setAt(Instant now, Duration grace) {
    return new Tombstone(now.plus(SessionStore.TOMBSTONE_LIFE), now.plus(grace));
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt, Instant now) {
    return now.isBefore(supersededUntil) && !releases(key, now)
        ? new FindResult.Superseded()
        : new FindResult.Absent();
  }

  @Override
  public boolean releases(SessionKey key, Instant now) {
    return !now.isBefore(until);
  }
}
