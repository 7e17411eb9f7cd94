package dev.postern.store.hazelcast;

import com.hazelcast.core.OperationTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the cluster in threads of its own, so that the thread of a request can give up when
 * Hazelcast does not yet: a member that is frozen is noticed after seconds only, and hardly any of
 * its calls takes a deadline. A call that was given up ends by itself; it is not interrupted, since
 * that would close the connection it writes to. How many there are is bounded. Thread-safe.
 *
 * <p>A write that has no answer after a part of the time is made again beside itself: a member that
 * cannot keep the backup just then, because entries move to one that comes or from one that goes,
 * says nothing, and Hazelcast waits seconds for it.
 */
final class Calls implements Asking, AutoCloseable {

  private final CallThreads threads;
  private final Duration untilAgain;
  private final Duration patience;

  /**
   * Starts no thread yet.
   *
   * @param name of the threads
   * @param most calls at a time; others wait
   * @param untilAgain how long a write may take before it is made again
   * @param patience how long a call may take, waiting included
   */
  Calls(String name, int most, Duration untilAgain, Duration patience) {
    this.threads = new CallThreads(name, most);
    this.untilAgain = untilAgain;
    this.patience = patience;
  }

  /**
   * The time runs from here on, however late the answer is asked for. It throws {@link
   * OperationTimeoutException} if it takes too long.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too many wait already
   */
  @Override
  public <T> Supplier<T> begin(Supplier<T> question) {
    long begun = System.nanoTime();
    CompletableFuture<T> answer = threads.begin(question);
    return () -> {
      await(answer, begun, patience);
      return answered(answer);
    };
  }

  @Override
  public <T> Supplier<T> begin(Repeatable<T> write) {
    long begun = System.nanoTime();
    CompletableFuture<T> first = threads.begin(write::confirmed);
    return () -> {
      await(first, begun, untilAgain);
      if (first.isDone()) {
        return answered(first);
      }
      var either = new Either<>(first, threads.beginBeside(write.again()), write.isDone());
      await(either.decided(), begun, patience);
      return answered(either.atLast());
    };
  }

  @Override
  public void close() {
    threads.close();
  }

  /** Until it has ended, whatever its end, or has taken so long. */
  private static void await(CompletableFuture<?> call, long begun, Duration most) {
    try {
      call.get(begun + most.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      // Whoever waited sees what came of it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What still waits for a thread is not asked any more. */
  private <T> T answered(CompletableFuture<T> call) {
    if (call.cancel(false)) {
      throw new OperationTimeoutException(
          Thread.currentThread().isInterrupted()
              ? "interrupted"
              : "no answer within " + patience.toMillis() + " ms");
    }
    try {
      return call.join();
    } catch (CompletionException e) {
      throw thrownBy(e);
    }
  }

  private static RuntimeException thrownBy(CompletionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("A supplier throws nothing else.", e);
  }
}
