package dev.postern.denylist;

import dev.postern.store.Denial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The denials this node knows, one per key. What is past its time is forgotten whenever the table
 * has doubled since the last time. Thread-safe.
 */
final class DenialTable {

  private static final int SMALLEST_PRUNED = 256;

  private final ConcurrentMap<String, Denial> denials = new ConcurrentHashMap<>();
  private final AtomicInteger pruneAt = new AtomicInteger(SMALLEST_PRUNED);

  void add(Denial denial, Instant now) {
    denials.merge(denial.key(), denial, DenialTable::strictest);
    int limit = pruneAt.get();
    if (denials.size() >= limit && pruneAt.compareAndSet(limit, Integer.MAX_VALUE)) {
      denials.values().removeIf(known -> isPast(known, now));
      pruneAt.set(Math.max(SMALLEST_PRUNED, 2 * denials.size()));
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
