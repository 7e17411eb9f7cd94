package dev.postern.store.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** How many of the latest calls failed, in steps of half a second. Guarded by its owner's lock. */
final class Window {

  private static final Duration STEP = Duration.ofMillis(500);
  private static final int STEPS = 10;

  /** What a window reaches back. */
  static final Duration LENGTH = STEP.multipliedBy(STEPS);

  private final long[] numbers = new long[STEPS];
  private final int[] calls = new int[STEPS];
  private final int[] failures = new int[STEPS];

  void add(Instant now, boolean failed) {
    long number = numberOf(now);
    int slot = Math.floorMod(number, STEPS);
    if (numbers[slot] != number) {
      numbers[slot] = number;
      calls[slot] = 0;
      failures[slot] = 0;
    }
    calls[slot]++;
    failures[slot] += failed ? 1 : 0;
  }

  int calls(Instant now) {
    return sum(calls, now);
  }

  int failures(Instant now) {
    return sum(failures, now);
  }

  void clear() {
    Arrays.fill(calls, 0);
    Arrays.fill(failures, 0);
  }

  /** A step in the future was counted before the clock was set back. */
  private int sum(int[] counts, Instant now) {
    long newest = numberOf(now);
    int sum = 0;
    for (int slot = 0; slot < STEPS; slot++) {
      boolean inside = numbers[slot] <= newest && numbers[slot] > newest - STEPS;
      sum += inside ? counts[slot] : 0;
    }
    return sum;
  }

  private static long numberOf(Instant now) {
    return Math.floorDiv(now.toEpochMilli(), STEP.toMillis());
  }
}
