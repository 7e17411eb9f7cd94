package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does, generously: a build machine may stall. */
final class Await {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Await() {}

  static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      // Between two looks, so that the other thread gets on.
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as("happened within " + DEADLINE).isTrue();
  }
}
