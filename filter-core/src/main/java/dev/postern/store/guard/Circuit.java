package dev.postern.store.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets calls through until half of them fail, then one each second, and all again after the first
 * of these that succeeds (FAULTS, store trouble). What a call brought that began in an earlier
 * state says nothing of this one, and is not counted. Thread-safe.
 */
final class Circuit {

  /** Fewer calls say nothing. */
  static final int FEWEST_CALLS = 20;

  /** How long the store is left alone between two probes. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(1);

  private final Window window = new Window();
  private boolean open;
  private long state;
  private Instant probedAt = Instant.MIN;

  /**
   * The right to ask the store once.
   *
   * @param state in which it was given
   * @param at when
   */
  record Pass(long state, Instant at) {}

  /** A pass, or empty if the store is to be left alone. */
  synchronized Optional<Pass> pass(Instant now) {
    if (!open) {
      return Optional.of(new Pass(state, now));
    }
    if (!isProbeDue(now)) {
      return Optional.empty();
    }
    probedAt = now;
    return Optional.of(new Pass(state, now));
  }

  /** A pass for what has to be tried in any state. */
  synchronized Pass passAnyway(Instant now) {
    return new Pass(state, now);
  }

  /** Whether this closed the circuit. */
  synchronized boolean succeeded(Pass pass, Instant now) {
    if (pass.state() != state) {
      return false;
    }
    if (open) {
      change(false);
      return true;
    }
    window.add(now, false);
    return false;
  }

  /** Whether this opened the circuit. */
  synchronized boolean failed(Pass pass, Instant now) {
    if (pass.state() != state || open) {
      return false;
    }
    window.add(now, true);
    int calls = window.calls(now);
    if (calls < FEWEST_CALLS || 2 * window.failures(now) < calls) {
      return false;
    }
    change(true);
    probedAt = now;
    return true;
  }

  private void change(boolean opens) {
    open = opens;
    state++;
    window.clear();
  }

  /** A probe in the future was sent before the clock was set back. */
  private boolean isProbeDue(Instant now) {
    return now.isBefore(probedAt) || !now.isBefore(probedAt.plus(PROBE_EVERY));
  }
}
