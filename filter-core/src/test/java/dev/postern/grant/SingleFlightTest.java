package dev.postern.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SingleFlightTest {

  private static final int FOLLOWERS = 10;

  private final SingleFlight<String, Integer> flights = new SingleFlight<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger arrivals = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch landing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    landing.countDown();
    threads.shutdownNow();
  }

  @Test
  void whoComesWhileItIsUnderWayGetsTheSameOutcome() throws Exception {
    Future<Integer> leader = threads.submit(() -> flights.share("token", this::slowly));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    List<Future<Integer>> followers = followers();

    landing.countDown();

    assertThat(leader.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    for (Future<Integer> follower : followers) {
      assertThat(follower.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void aFailureIsEverybodys() throws Exception {
    Future<Integer> leader =
        threads.submit(
            () ->
                flights.share(
                    "token",
                    () -> {
                      slowly();
                      throw new IllegalStateException("down");
                    }));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    List<Future<Integer>> followers = followers();

    landing.countDown();

    assertThatThrownBy(() -> leader.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("down");
    for (Future<Integer> follower : followers) {
      assertThatThrownBy(() -> follower.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("down");
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void nothingIsRememberedAndNobodyWaitsForAnother() {
    landing.countDown();

    assertThat(flights.share("token", this::slowly)).isEqualTo(1);
    assertThat(flights.share("token", this::slowly)).isEqualTo(2);
    assertThat(flights.share("other", this::slowly)).isEqualTo(3);
  }

  /** Returns when all of them wait: until then the leader is not let go. */
  private List<Future<Integer>> followers() throws InterruptedException {
    List<Thread> waiting = new CopyOnWriteArrayList<>();
    List<Future<Integer>> followers =
        IntStream.range(0, FOLLOWERS)
            .mapToObj(
                n ->
                    threads.submit(
                        () -> {
                          waiting.add(Thread.currentThread());
                          arrivals.incrementAndGet();
                          return flights.share("token", this::slowly);
                        }))
            .toList();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < deadline
        && (arrivals.get() < FOLLOWERS
            || waiting.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING))) {
      Thread.sleep(5); // Nothing tells that a thread has begun to wait.
    }
    return followers;
  }

  private int slowly() {
    int run = runs.incrementAndGet();
    begun.countDown();
    try {
      assertThat(landing.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return run;
  }
}
