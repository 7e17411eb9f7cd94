package dev.postern.store.hazelcast;

import dev.postern.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes that nobody waits for and nobody misses: they go beside the next question that this node
 * asks. Bounded; the oldest are given up. Thread-safe.
 */
final class Later {

  private static final int MOST = 1_000;

  private final Deque<Runnable> begun = new ArrayDeque<>();

  synchronized void add(Runnable beginning) {
    begun.addLast(beginning);
    if (begun.size() > MOST) {
      begun.removeFirst();
    }
  }

  /** Begins all of them; an outage is nothing to whoever happens to do it. */
  void begin() {
    for (Runnable beginning : taken()) {
      unlessAway(beginning);
    }
  }

  /** Does what nobody misses if it fails. */
  static void unlessAway(Runnable step) {
    try {
      step.run();
    } catch (StoreException e) {
      System.getLogger(Later.class.getName())
          .log(System.Logger.Level.DEBUG, "event=store-entry-left store=hazelcast", e);
    }
  }

  private synchronized List<Runnable> taken() {
    List<Runnable> taken = new ArrayList<>(begun);
    begun.clear();
    return taken;
  }
}
