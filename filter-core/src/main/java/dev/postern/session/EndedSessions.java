package dev.postern.session;

import dev.postern.store.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Keys under which the store had nothing a moment ago. A session id is never given out twice, so
 * whoever comes again with one that has ended is answered without asking the store: browsers keep
 * the cookies of ended sessions, and send them with every picture of a page. A bounded table in
 * which a newer key takes an older one's place; a key is remembered for a short while only, in case
 * a store that was divided or lost a member finds its entry again. Thread-safe.
 */
final class EndedSessions {

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int SLOTS = 1 << 12;

  private final AtomicReferenceArray<Ended> slots = new AtomicReferenceArray<>(SLOTS);

  void add(SessionKey key, Instant now) {
    slots.set(slotOf(key), new Ended(key, now));
  }

  /** Somebody had asked for the session before it was first stored. */
  void remove(SessionKey key) {
    slots.updateAndGet(slotOf(key), ended -> ended != null && ended.key.equals(key) ? null : ended);
  }

  /** Compares the whole key: another session in the same slot is not taken for ended. */
  boolean contains(SessionKey key, Instant now) {
    Ended ended = slots.get(slotOf(key));
    return ended != null && ended.key.equals(key) && ended.isFresh(now);
  }

  private static int slotOf(SessionKey key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }

  /**
   * One key.
   *
   * @param key that led nowhere
   * @param seenAt when that was
   */
  private record Ended(SessionKey key, Instant seenAt) {

    /** Not either if the clock was set back. */
    boolean isFresh(Instant now) {
      Duration age = Duration.between(seenAt, now);
      return !age.isNegative() && age.compareTo(REMEMBERED) < 0;
    }
  }
}
