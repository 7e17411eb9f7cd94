package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Denials of another version of this library, which nothing here can match: kept so that they can
 * be written again, and to know whether this node may go on without them. What is past its time
 * goes whenever there are twice as many as the last time. Thread-safe.
 */
final class ForeignDenials {

  private static final Logger LOG = System.getLogger(ForeignDenials.class.getName());

  private static final int SMALLEST_PRUNED = 64;

  private final Set<Denial> denials = ConcurrentHashMap.newKeySet();
  private volatile Instant obeyedUntil = Instant.MIN;
  private int pruneAt = SMALLEST_PRUNED;

  synchronized void add(Denial denial, Instant now) {
    if (denials.size() >= pruneAt) {
      denials.removeIf(known -> known.until().isBefore(now));
      pruneAt = Math.max(SMALLEST_PRUNED, 2 * denials.size());
    }
    if (denials.add(denial) && !denial.kind().mayBeIgnored()) {
      LOG.log(
          Level.ERROR,
          "event=denial-not-understood kind={0} until={1} fix=\"update Postern on this node\"",
          denial.kind().code(),
          denial.until());
      obeyedUntil = denial.until().isAfter(obeyedUntil) ? denial.until() : obeyedUntil;
    }
  }

  /**
   * Refuses to judge while something is denied that only a later version understands.
   *
   * @throws StoreException so that nobody is let in, and nobody is logged out
   */
  void requireNoneToObey(Clock clock) {
    Instant last = obeyedUntil;
    if (!last.equals(Instant.MIN) && clock.instant().isBefore(last)) {
      throw new StoreException(
          "The denylist has entries of a later version.", new IllegalStateException("kind"));
    }
  }

  boolean isUnused() {
    return denials.isEmpty();
  }

  Stream<Denial> notIn(ForeignDenials other, Instant now) {
    return denials.stream()
        .filter(denial -> !denial.until().isBefore(now) && !other.denials.contains(denial));
  }
}
