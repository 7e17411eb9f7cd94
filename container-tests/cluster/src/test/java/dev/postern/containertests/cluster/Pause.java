package dev.postern.containertests.cluster;

import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A moment of waiting, by which one race differs from the next. Stateless. */
final class Pause {

  private static final int LONGEST_NANOS = 2_000_000;

  private Pause() {}

  /** Every other time none at all. */
  static void some(SplittableRandom random) {
    if (random.nextBoolean()) {
      LockSupport.parkNanos(random.nextInt(LONGEST_NANOS));
    }
  }
}
