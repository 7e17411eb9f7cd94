package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Credentials that one node took back, as another one sees them: asks for each again and again
 * until it is refused. A question that was begun later than the bound after the revocation had
 * returned must not be answered with yes. Since the answer is made after the question, a machine
 * that stalls makes none of this wrong. Thread-safe.
 */
final class TakenBack {

  /** Nodes reckon in whole ones. */
  private static final Duration TICK = Duration.ofMillis(1);

  private final Clock clock = Clock.systemUTC();
  private final Queue<Credential> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();
  private final Duration bound;
  private volatile long expected;

  /**
   * One of them.
   *
   * @param answer asks the other node
   * @param returned when this one had taken it back
   */
  private record Credential(Supplier<Answer> answer, Instant returned) {}

  /**
   * Knows of none yet.
   *
   * @param expected how many there will be
   * @param bound how long the other node may accept them
   */
  TakenBack(long expected, Duration bound) {
    this.expected = expected;
    this.bound = bound;
  }

  /** To be called when the revocation has returned. */
  void add(Supplier<Answer> answer) {
    accepted.add(new Credential(answer, clock.instant()));
  }

  /** Asks until all are refused, and tells how often; any number of threads may. */
  long watch() {
    long asked = 0;
    while (isGoingOn()) {
      Credential next = accepted.poll();
      if (next == null) {
        Thread.onSpinWait();
      } else {
        ask(next);
        asked++;
      }
    }
    return asked;
  }

  boolean isGoingOn() {
    return refused.get() < expected && !Thread.currentThread().isInterrupted();
  }

  /** How many were refused in the end. */
  long refused() {
    return refused.get();
  }

  /** The longest that one was accepted after it had been taken back. */
  Duration longest() {
    return Duration.ofMillis(longest.get());
  }

  private void ask(Credential credential) {
    Instant asked = clock.instant();
    Answer answer = credential.answer().get();
    if (answer == Answer.REFUSED) {
      refused.incrementAndGet();
      return;
    }
    if (answer == Answer.ACCEPTED) {
      requireInTime(Duration.between(credential.returned(), asked));
    }
    accepted.add(credential);
  }

  private void requireInTime(Duration since) {
    longest.accumulateAndGet(since.toMillis(), Math::max);
    if (since.compareTo(bound.plus(TICK)) >= 0) {
      // Nobody need wait for the rest.
      expected = 0;
    }
    assertThat(since).isLessThan(bound.plus(TICK));
  }
}
