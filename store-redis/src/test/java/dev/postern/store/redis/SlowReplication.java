package dev.postern.store.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.postern.store.contract.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands in front of a primary, for its replica as for everybody else, and makes the way to the
 * replica a long one. What is on that way is lost with the primary. Thread-safe.
 */
final class SlowReplication implements AutoCloseable {

  private final Relay relay;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean cut;
  private volatile boolean broken;

  SlowReplication(int primary) {
    this.relay = new Relay(primary, Connection::new);
  }

  /** Where the primary is to be reached. */
  int port() {
    return relay.port();
  }

  /** From now on everything is so long under way. */
  void slowDown(Duration length) {
    delay = length;
  }

  /** From now on nothing arrives. */
  void cut() {
    cut = true;
  }

  /** The replica's connection ends as soon as it says something, and each new one too. */
  void breakOff() {
    broken = true;
  }

  @Override
  public void close() {
    relay.close();
  }

  private final class Connection implements Relay.Watch {

    private volatile boolean isReplica;

    @Override
    public boolean asks(byte[] buffer, int bytes) {
      isReplica = isReplica || new String(buffer, 0, bytes, ISO_8859_1).contains("PSYNC");
      if (isReplica && broken) {
        throw new UncheckedIOException(new IOException("broken off"));
      }
      return true;
    }

    @Override
    public boolean asks(int bytes) {
      return true;
    }

    @Override
    public boolean answers(int bytes) {
      if (isReplica) {
        LockSupport.parkNanos(delay.toNanos());
      }
      return !(isReplica && cut);
    }
  }
}
