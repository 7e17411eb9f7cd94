package dev.postern.store.hazelcast;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads of {@link Calls}: some for what is asked, and as many for what is asked beside that,
 * so that writes that hang do not keep each other from being made again. Thread-safe.
 */
final class CallThreads implements AutoCloseable {

  private static final int MOST_WAITING = 1_000;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final ThreadPoolExecutor threads;
  private final ThreadPoolExecutor beside;

  CallThreads(String name, int most) {
    this.threads = pool(name, most, new ArrayBlockingQueue<>(MOST_WAITING));
    this.beside = pool(name + ".beside", most, new SynchronousQueue<>());
  }

  /**
   * Begins to ask, or waits for a thread.
   *
   * @throws RejectedExecutionException if too many wait already
   */
  <T> CompletableFuture<T> begin(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, threads);
  }

  /** Begins to ask at once; without a free thread that is a failure like any other. */
  <T> CompletableFuture<T> beginBeside(Supplier<T> question) {
    try {
      return CompletableFuture.supplyAsync(question, beside);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    beside.shutdown();
  }

  private static ThreadPoolExecutor pool(String name, int most, BlockingQueue<Runnable> waiting) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE.toMillis(),
            TimeUnit.MILLISECONDS,
            waiting,
            task -> daemon(task, name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
