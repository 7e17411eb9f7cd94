package dev.postern.store.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Starts several threads at the same moment; a failure in any of them fails the race. */
public final class Race implements AutoCloseable {

  private static final int SECONDS_TO_FINISH = 60;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What each of them returned, in the order given, after all have finished. */
  public <T> List<T> run(List<Callable<T>> runners) {
    CyclicBarrier start = new CyclicBarrier(runners.size());
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> runner : runners) {
      running.add(
          threads.submit(
              () -> {
                start.await(SECONDS_TO_FINISH, TimeUnit.SECONDS);
                return runner.call();
              }));
    }
    return running.stream().map(Race::resultOf).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static <T> T resultOf(Future<T> running) {
    try {
      return running.get(SECONDS_TO_FINISH, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("A thread failed.", e.getCause());
    } catch (Exception e) {
      throw new AssertionError("A thread did not finish.", e);
    }
  }
}
