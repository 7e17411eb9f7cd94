package dev.postern.sample.tabs;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What may become of calls of the refresh path. Stateless. */
final class Ways {

  private Ways() {}

  /** The first call waits, before or after its token is spent, until its tab is closed. */
  static RefreshWatch.Way holdingTheFirst(
      boolean isSpent, CountDownLatch asked, CountDownLatch closed) {
    AtomicBoolean first = new AtomicBoolean(true);
    return (request, response, on) -> {
      boolean isFirst = first.getAndSet(false);
      if (isFirst && !isSpent) {
        hold(asked, closed);
      }
      on.run();
      if (isFirst && isSpent) {
        hold(asked, closed);
      }
    };
  }

  private static void hold(CountDownLatch asked, CountDownLatch closed) {
    asked.countDown();
    try {
      closed.await(5, MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** None goes on before all are there. */
  static RefreshWatch.Way meeting(CyclicBarrier barrier) {
    return (request, response, on) -> {
      try {
        barrier.await(5, MINUTES);
      } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
      on.run();
    };
  }
}
