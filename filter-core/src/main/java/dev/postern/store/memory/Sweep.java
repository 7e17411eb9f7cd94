package dev.postern.store.memory;

import dev.postern.store.SessionKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Walks round the table, a few entries at a time, and takes out what has ended. Every write takes
 * some steps, so a table with n live entries never holds more than a share of n besides.
 * Thread-safe; one thread walks, the others do not wait for it.
 */
final class Sweep {

  /** A write adds one entry at most; looking at four keeps what has ended below a third. */
  private static final int ENTRIES_PER_STEP = 4;

  private final ConcurrentMap<SessionKey, Entry> table;
  private final AtomicBoolean walking = new AtomicBoolean();
  private Iterator<Map.Entry<SessionKey, Entry>> position;

  Sweep(ConcurrentMap<SessionKey, Entry> table) {
    this.table = table;
    this.position = table.entrySet().iterator();
  }

  void step(Instant now) {
    if (walking.compareAndSet(false, true)) {
      try {
        walk(now);
      } finally {
        walking.set(false);
      }
    }
  }

  private void walk(Instant now) {
    for (int seen = 0; seen < ENTRIES_PER_STEP && position.hasNext(); seen++) {
      Map.Entry<SessionKey, Entry> next = position.next();
      if (next.getValue().releases(next.getKey(), now)) {
        table.remove(next.getKey(), next.getValue());
      }
    }
    if (!position.hasNext()) {
      position = table.entrySet().iterator();
    }
  }
}
