package dev.postern.store.hazelcast;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets the threads of this node change one key after the other, so that fewer compare-and-sets are
 * in vain. Only a courtesy: whoever has waited too long goes ahead, and nothing is wrong then.
 * Thread-safe.
 */
final class Turns {

  private static final int STRIPES = 256;
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final ReentrantLock[] locks =
      IntStream.range(0, STRIPES).mapToObj(n -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  <T> T inTurn(Object key, Supplier<T> change) {
    ReentrantLock lock = locks[Math.floorMod(key.hashCode(), STRIPES)];
    boolean mine = waitFor(lock);
    try {
      return change.get();
    } finally {
      if (mine) {
        lock.unlock();
      }
    }
  }

  private static boolean waitFor(ReentrantLock lock) {
    try {
      return lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
