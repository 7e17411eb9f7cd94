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

/** A log that can be lost, out of order, slow, or long. */
final class FakeLog implements Denylist {

  final AtomicInteger reads = new AtomicInteger();
  volatile boolean broken;
  volatile int breaksAfterReads = Integer.MAX_VALUE;
  volatile int pageSize = Integer.MAX_VALUE;
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
    boolean fails = reads.incrementAndGet() > breaksAfterReads;
    awaitGate();
    requireWorking();
    if (fails) {
      throw new StoreException("The fake log broke.", new IllegalStateException("broken"));
    }
    synchronized (this) {
      int from = (int) Math.min(position.minor(), entries.size());
      int to = (int) Math.min((long) from + pageSize, entries.size());
      return new LogSlice(
          name,
          new LogPosition(0, entries.size()),
          new LogPosition(0, to),
          entries.subList(from, to));
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
