package dev.postern.sample.lab;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;

/** The counter of the next edition, in a form that is not that of the one before. Thread-safe. */
final class Counter implements Serializable {

  @Serial private static final long serialVersionUID = 2L;

  private final Duration pause = Duration.ofSeconds(1);
  private long total;

  synchronized int increment() {
    total += pause.toSeconds();
    return Math.toIntExact(total);
  }
}
