package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which sessions this node has touched lately, so that a read is a plain read most of the
 * time. A fixed table of half a megabyte: two sessions that share a slot only touch more often.
 * Thread-safe.
 */
final class TouchThrottle {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int SLOTS = 1 << 16;
  private static final int MARK_BITS = 16;
  private static final long MARK_MASK = (1L << MARK_BITS) - 1;

  /** Each slot: when the next touch is due in milliseconds, and which session it is about. */
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  /** The touch that should ride on a look-up now, if one is due. */
  Optional<Instant> touchIfDue(SessionKey key, Instant now) {
    int hash = key.hashCode();
    long slot = slots.get(slotOf(hash));
    boolean sameSession = (slot & MARK_MASK) == markOf(hash);
    return sameSession && isAhead(slot >>> MARK_BITS, now) ? Optional.empty() : Optional.of(now);
  }

  /** The session was just touched, by a look-up or a save. */
  void touched(SessionKey key, Duration idleTimeout, Instant now) {
    int hash = key.hashCode();
    long due = now.plus(interval(idleTimeout)).toEpochMilli();
    slots.set(slotOf(hash), due << MARK_BITS | markOf(hash));
  }

  /** Whether the last touch, by whatever node, is too long ago for this session's idle timeout. */
  static boolean isOverdue(SessionRecord session, Instant now) {
    return !now.isBefore(session.lastAccessedAt().plus(interval(session.lifetime().idleTimeout())));
  }

  private static Duration interval(Duration idleTimeout) {
    Duration tenth = idleTimeout.dividedBy(10);
    boolean endless = tenth.compareTo(Duration.ZERO) <= 0;
    return endless || tenth.compareTo(LONGEST) > 0 ? LONGEST : tenth;
  }

  /** Further ahead than the longest interval means that the clock was set back. */
  private static boolean isAhead(long due, Instant now) {
    long left = due - now.toEpochMilli();
    return left > 0 && left <= LONGEST.toMillis();
  }

  private static int slotOf(int hash) {
    return hash & (SLOTS - 1);
  }

  private static long markOf(int hash) {
    return Integer.toUnsignedLong(hash) >>> MARK_BITS;
  }
}
