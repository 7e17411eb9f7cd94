package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The denials this node knows, one per key; keys of two kinds never are the same. What is past its
 * time is forgotten whenever the table has doubled since the last time. Thread-safe.
 */
final class DenialTable {

  private static final Logger LOG = System.getLogger(DenialTable.class.getName());
  private static final int SMALLEST_PRUNED = 256;

  private final ConcurrentMap<String, Denial> denials = new ConcurrentHashMap<>();
  private final AtomicInteger pruneAt = new AtomicInteger(SMALLEST_PRUNED);
  private final AtomicReference<Instant> notUnderstoodUntil = new AtomicReference<>(Instant.MIN);

  void add(Denial denial, Instant now) {
    if (!denial.kind().mayBeIgnored()) {
      noteNotUnderstood(denial);
    }
    denials.merge(denial.key(), denial, DenialTable::strictest);
    int limit = pruneAt.get();
    if (denials.size() >= limit && pruneAt.compareAndSet(limit, Integer.MAX_VALUE)) {
      denials.values().removeIf(known -> isPast(known, now));
      pruneAt.set(Math.max(SMALLEST_PRUNED, 2 * denials.size()));
    }
  }

  /** This version gives no kind a capital: whoever does wants to be understood. */
  private void noteNotUnderstood(Denial denial) {
    Instant before = notUnderstoodUntil.getAndAccumulate(denial.until(), DenialTable::later);
    if (denial.until().isAfter(before)) {
      LOG.log(
          Level.ERROR,
          "event=denial-not-understood kind={0} until={1} fix=\"update Postern on this node\"",
          denial.kind().code(),
          denial.until());
    }
  }

  /**
   * Refuses to judge while something is denied that only a later version understands.
   *
   * @throws StoreException so that nobody is let in, and nobody is logged out
   */
  void requireUnderstood(Instant now) {
    if (now.isBefore(notUnderstoodUntil.get())) {
      throw new StoreException(
          "The denylist has entries of a later version.", new IllegalStateException("kind"));
    }
  }

  boolean isEmpty() {
    return denials.isEmpty();
  }

  Optional<Denial> find(String key) {
    return Optional.ofNullable(denials.get(key));
  }

  List<Denial> valid(Instant now) {
    return denials.values().stream().filter(known -> !isPast(known, now)).toList();
  }

  int size() {
    return denials.size();
  }

  /** Cut-offs combine by maximum, in whatever order they arrive (FAULTS T8). */
  private static Denial strictest(Denial one, Denial other) {
    return new Denial(
        one.kind(),
        one.key(),
        later(one.cutOff(), other.cutOff()),
        later(one.until(), other.until()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean isPast(Denial denial, Instant now) {
    return denial.until().isBefore(now);
  }
}
