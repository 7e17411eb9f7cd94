package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the log should hold and perhaps does not: appended again, a little at a time, until it is
 * confirmed or past its time. Thread-safe.
 */
final class Arrears {

  private static final Logger LOG = System.getLogger(Arrears.class.getName());

  /** So that whoever comes by pays no more than this. */
  private static final Duration AT_A_TIME = Duration.ofMillis(250);

  private final Denylist log;
  private final Clock clock;
  private final Queue<Denial> unconfirmed = new ConcurrentLinkedQueue<>();
  private final Deque<Iterator<Denial>> lost = new ConcurrentLinkedDeque<>();
  private final ReentrantLock settling = new ReentrantLock();
  private boolean failing;

  Arrears(Denylist log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  void add(Denial denial) {
    unconfirmed.add(denial);
  }

  /** To be called before it is found out what the log lacks, since that includes all of this. */
  void clear() {
    lost.clear();
    unconfirmed.clear();
  }

  void addLost(List<Iterator<Denial>> denials) {
    lost.addAll(denials);
  }

  /**
   * Does nothing while another thread does it. What fails is tried again the next time.
   *
   * @return whether time was up before all was done, and nothing failed
   */
  boolean settle() {
    if (!settling.tryLock()) {
      return false;
    }
    try {
      return settleSome();
    } finally {
      settling.unlock();
    }
  }

  private boolean settleSome() {
    Instant stop = clock.instant().plus(AT_A_TIME);
    try {
      for (Denial next = next(); next != null; next = next()) {
        if (clock.instant().isAfter(stop)) {
          return true;
        }
        if (!next.until().isBefore(clock.instant())) {
          log.append(next);
        }
        unconfirmed.remove(next);
      }
      failing = false;
    } catch (StoreException e) {
      if (!failing) {
        LOG.log(Level.WARNING, "event=denial-unconfirmed waiting=" + unconfirmed.size(), e);
      }
      failing = true;
    }
    return false;
  }

  private @Nullable Denial next() {
    for (Iterator<Denial> first = lost.peek();
        unconfirmed.isEmpty() && first != null;
        first = lost.peek()) {
      if (first.hasNext()) {
        unconfirmed.add(first.next());
      } else {
        lost.remove(first);
      }
    }
    return unconfirmed.peek();
  }
}
