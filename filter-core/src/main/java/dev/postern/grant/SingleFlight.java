package dev.postern.grant;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets one thread do what several ask for at the same time, and gives them all its outcome, a
 * failure included. Nothing is remembered once it is there. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> what comes of it
 */
final class SingleFlight<K, V> {

  private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

  V share(K key, Supplier<V> work) {
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> others = flights.putIfAbsent(key, own);
    return others == null ? fly(key, own, work) : await(others);
  }

  private V fly(K key, CompletableFuture<V> own, Supplier<V> work) {
    try {
      V result = work.get();
      own.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      flights.remove(key, own);
    }
  }

  private V await(CompletableFuture<V> others) {
    try {
      return others.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
