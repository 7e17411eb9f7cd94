package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A log that can be lost, out of order, or slow. */
final class FakeLog implements Denylist {

  final AtomicInteger reads = new AtomicInteger();
  volatile boolean broken;
  volatile CountDownLatch gate = new CountDownLatch(0);

  private final List<Denial> entries = new ArrayList<>();
  private String name = "first";

  @Override
  public void append(Denial denial) {
    requireWorking();
    synchronized (this) {
      entries.add(denial);
    }
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    reads.incrementAndGet();
    awaitGate();
    requireWorking();
    synchronized (this) {
      int from = (int) Math.min(position.minor(), entries.size());
      return new LogSlice(
          name,
          new LogPosition(0, entries.size()),
          List.copyOf(entries.subList(from, entries.size())));
    }
  }

  synchronized List<Denial> entries() {
    return List.copyOf(entries);
  }

  /** As after a restart without persistence. */
  synchronized void loseAll() {
    entries.clear();
    name = name + "'";
  }

  /** As after a failover to a replica that had not heard of the latest entries. */
  synchronized void loseLatest(int count) {
    entries.subList(entries.size() - count, entries.size()).clear();
  }

  private void requireWorking() {
    if (broken) {
      throw new StoreException("The fake log is broken.", new IllegalStateException("broken"));
    }
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
