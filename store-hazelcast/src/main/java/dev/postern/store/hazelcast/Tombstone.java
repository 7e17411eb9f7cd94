package dev.postern.store.hazelcast;

import dev.postern.store.FindResult;
import dev.postern.store.SessionStore;
import java.time.Duration;
import java.time.Instant;

/**
 * Keeps the key of a deleted session from being created again. Immutable and thread-safe.
 *
 * @param end from this instant on the key is free
 * @param supersededUntil until then another session is known to have taken this one's place
 */
record Tombstone(Instant end, Instant supersededUntil) implements Entry {

  static Tombstone setAt(Instant now, Duration grace) {
    return new Tombstone(now.plus(SessionStore.TOMBSTONE_LIFE), now.plus(grace));
  }

  /** One that keeps nobody from anything. */
  static Tombstone pastAt(Instant end) {
    return new Tombstone(end, end);
  }

  FindResult found(Instant now) {
    return now.isBefore(supersededUntil) ? new FindResult.Superseded() : new FindResult.Absent();
  }
}
