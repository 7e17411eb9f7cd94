package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A log that can be lost, out of order, slow, or long. */
final class FakeLog implements Denylist {

  final AtomicInteger reads = new AtomicInteger();
  final AtomicInteger fromStart = new AtomicInteger();
  volatile boolean broken;
  volatile int breaksAfterReads = Integer.MAX_VALUE;
  volatile int pageSize = Integer.MAX_VALUE;
  volatile Runnable onAppend = () -> {};
  volatile CountDownLatch gate = new CountDownLatch(0);

  private final NavigableMap<Long, Denial> entries = new TreeMap<>();
  private String name = "first";
  private long appended;

  @Override
  public void append(Denial denial) {
    requireWorking();
    onAppend.run();
    synchronized (this) {
      appended++;
      entries.put(appended, denial);
    }
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    boolean fails = reads.incrementAndGet() > breaksAfterReads;
    fromStart.addAndGet(position.equals(LogPosition.START) ? 1 : 0);
    awaitGate();
    requireWorking();
    if (fails) {
      throw new StoreException("The fake log broke.", new IllegalStateException("broken"));
    }
    synchronized (this) {
      return page(position);
    }
  }

  private LogSlice page(LogPosition position) {
    boolean isThere = position.equals(LogPosition.START) || entries.containsKey(position.minor());
    List<Long> numbers =
        entries.tailMap(position.minor(), false).keySet().stream().limit(pageSize).toList();
    LogPosition newest = entries.isEmpty() ? LogPosition.START : at(entries.lastKey());
    return new LogSlice(
        isThere ? name : "without the entry at " + position,
        newest,
        numbers.isEmpty() ? newest : at(numbers.get(numbers.size() - 1)),
        numbers.stream().map(entries::get).toList());
  }

  private static LogPosition at(long number) {
    return new LogPosition(0, number);
  }

  synchronized List<Denial> entries() {
    return List.copyOf(entries.values());
  }

  /** As after a restart without persistence. */
  synchronized void loseAll() {
    entries.clear();
    name = name + "'";
  }

  /** As after a failover to a replica that had not heard of the latest entries. */
  synchronized void loseLatest(int count) {
    for (int n = 0; n < count; n++) {
      entries.pollLastEntry();
    }
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
