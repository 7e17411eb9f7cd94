package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks one node again and again, whatever becomes of the store meanwhile, about all that another
 * one has confirmed: a question that was begun later than the bound after that is never answered
 * with yes, and one about a credential that nobody took back never with no. One daemon thread.
 * Thread-safe.
 */
public final class Watch implements AutoCloseable {

  /** Nodes reckon in whole ones. */
  private static final Duration TICK = Duration.ofMillis(1);

  /** So that the servers get on where there are few processors. */
  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(1);

  private final Clock clock = Clock.systemUTC();
  private final List<Confirmed> confirmed = new CopyOnWriteArrayList<>();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong unavailable = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();
  private final CompletableFuture<Long> rounds = new CompletableFuture<>();
  private final DenyingNode node;
  private final Duration bound;
  private volatile boolean over;

  /**
   * Something that is safe.
   *
   * @param deed what was done
   * @param returned when it had been
   */
  private record Confirmed(Deed deed, Instant returned) {}

  /** Starts at once. */
  public Watch(DenyingNode node, Duration bound) {
    this.node = node;
    this.bound = bound;
    Thread thread = new Thread(this::run, "watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** To be called when the node that did it has said whether it is safe. */
  public void add(Deed deed) {
    if (deed.isConfirmed()) {
      confirmed.add(new Confirmed(deed, clock.instant()));
    }
  }

  /** How often the node could not tell; fails if it has said anything wrong. */
  public long unavailable() {
    rounds.getNow(0L);
    return unavailable.get();
  }

  /** Asks nothing more. */
  public void stop() {
    over = true;
  }

  /** The same, and fails if the node has said anything wrong. */
  @Override
  public void close() {
    stop();
    assertThat(rounds.join()).isPositive();
    assertThat(refused).hasPositiveValue();
  }

  @Override
  public String toString() {
    return "refused "
        + refused
        + ", unavailable "
        + unavailable
        + ", longest "
        + Duration.ofMillis(longest.get());
  }

  private void run() {
    try {
      long round = 0;
      for (; !over; round++) {
        assertThat(node.answerToUntouched()).isNotEqualTo(Answer.REFUSED);
        confirmed.forEach(this::ask);
        LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
      }
      rounds.complete(round);
    } catch (RuntimeException | AssertionError e) {
      rounds.completeExceptionally(e);
    }
  }

  private void ask(Confirmed one) {
    Instant asked = clock.instant();
    switch (one.deed().answerOf(node)) {
      case REFUSED -> refused.incrementAndGet();
      case UNAVAILABLE -> unavailable.incrementAndGet();
      case ACCEPTED -> {
        Duration since = Duration.between(one.returned(), asked);
        assertThat(since).isLessThan(bound.plus(TICK));
        longest.accumulateAndGet(since.toMillis(), Math::max);
      }
    }
  }
}
