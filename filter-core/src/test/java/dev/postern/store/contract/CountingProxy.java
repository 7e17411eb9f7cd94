package dev.postern.store.contract;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between a store and its server and counts bytes, and how often the direction of a
 * connection changes: what is sent after an answer is a new trip, and what is sent before it, in
 * however many packets or commands, is the same one. Thread-safe.
 */
public final class CountingProxy implements AutoCloseable {

  private final Relay relay;
  private final Duration held;
  private final AtomicInteger trips = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** In front of the server on this port. */
  public CountingProxy(int target) {
    this(target, Duration.ZERO);
  }

  /**
   * One that makes the way longer, so that questions that wait for nobody's answer are seen
   * together although they are sent one after the other.
   *
   * @param held how long each answer is kept
   */
  public CountingProxy(int target, Duration held) {
    this.held = held;
    this.relay = new Relay(target, Connection::new);
  }

  /** Where the store has to connect to. */
  public int port() {
    return relay.port();
  }

  /** How many went either way. */
  public long bytes() {
    return bytes.get();
  }

  /** Of all connections together. */
  public int trips() {
    return trips.get();
  }

  @Override
  public void close() {
    relay.close();
  }

  private final class Connection implements Relay.Watch {

    private final AtomicBoolean isAnswered = new AtomicBoolean(true);

    @Override
    public boolean asks(int count) {
      if (isAnswered.getAndSet(false)) {
        trips.incrementAndGet();
      }
      bytes.addAndGet(count);
      return true;
    }

    @Override
    public boolean answers(int count) {
      LockSupport.parkNanos(held.toNanos());
      isAnswered.set(true);
      bytes.addAndGet(count);
      return true;
    }
  }
}
