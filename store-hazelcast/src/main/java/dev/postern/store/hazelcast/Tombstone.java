package dev.postern.store.hazelcast;

import dev.postern.store.FindResult;
import dev.postern.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps the key of a deleted session from being created again. No two are set with equal bytes: a
 * writer whose reply was lost recognizes its own. Immutable and thread-safe.
 *
 * @param end from this instant on the key is free
 * @param supersededUntil until then another session is known to have taken this one's place
 */
record Tombstone(Instant end, Instant supersededUntil) implements Entry {

  /** From setting it to its end, at most. */
  static final Duration LONGEST = SessionStore.TOMBSTONE_LIFE.plusSeconds(1);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** For a session that was ended. A grace counts no longer than the life of a tombstone. */
  static Tombstone setAt(Instant now, Duration grace) {
    Instant end = now.plus(SessionStore.TOMBSTONE_LIFE);
    Instant graceEnd = now.plus(grace);
    return new Tombstone(end.plusNanos(apart()), graceEnd.isBefore(end) ? graceEnd : end);
  }

  /** For one that leaves its key free. */
  static Tombstone pastAt(Instant now) {
    Instant past = now.minusNanos(apart());
    return new Tombstone(past, past);
  }

  FindResult found(Instant now) {
    return now.isBefore(supersededUntil) ? new FindResult.Superseded() : new FindResult.Absent();
  }

  private static long apart() {
    return ThreadLocalRandom.current().nextLong(NANOS_PER_SECOND);
  }
}
