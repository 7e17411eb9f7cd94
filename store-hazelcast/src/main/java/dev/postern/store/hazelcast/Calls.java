package dev.postern.store.hazelcast;

import com.hazelcast.core.OperationTimeoutException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the cluster in threads of its own, so that the thread of a request can give up when
 * Hazelcast does not yet: a member that is frozen is noticed after seconds only, and hardly any of
 * its calls takes a deadline. A call that was given up ends by itself; it is not interrupted, since
 * that would close the connection it writes to. How many there are is bounded. Thread-safe.
 */
final class Calls implements Asking, AutoCloseable {

  private static final int MOST_WAITING = 1_000;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads;
  private final Duration patience;

  /**
   * Starts no thread yet.
   *
   * @param name of the threads
   * @param most calls at a time; others wait
   * @param patience how long a call may take, waiting included
   */
  Calls(String name, int most, Duration patience) {
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> daemon(task, name));
    threads.allowCoreThreadTimeOut(true);
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
    Future<T> answer = threads.submit(question::get);
    return () -> await(answer, begun + patience.toNanos() - System.nanoTime());
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private <T> T await(Future<T> answer, long nanos) {
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw givenUp(answer, "no answer within " + patience.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp(answer, "interrupted");
    } catch (ExecutionException e) {
      throw thrownBy(e);
    }
  }

  /** What still waits for a thread is not asked any more. */
  private static OperationTimeoutException givenUp(Future<?> answer, String why) {
    answer.cancel(false);
    return new OperationTimeoutException(why);
  }

  private static RuntimeException thrownBy(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("A supplier throws nothing else.", e);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
