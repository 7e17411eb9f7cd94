package dev.postern.containertests.cluster;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Threads that do the same at the same time; if one fails, all has failed. Stateless. */
final class Workers {

  private Workers() {}

  static void run(int count, IntConsumer work) {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Void>> tasks =
          IntStream.range(0, count).mapToObj(worker -> task(work, worker)).toList();
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a worker failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Callable<Void> task(IntConsumer work, int worker) {
    return () -> {
      work.accept(worker);
      return null;
    };
  }
}
