package dev.postern.store.contract;

/**
 * Stands between a store and its server and can take the server away in two ways. Thread-safe.
 *
 * <p>It swallows every byte, with all connections open and no FIN, as a firewall does that forgot
 * them: what was connected meanwhile stays dead. Or it cuts every connection, and takes none.
 */
public final class HoleProxy implements AutoCloseable {

  private final Relay relay;
  private volatile boolean swallowing;

  /** In front of the server on this port. */
  public HoleProxy(int target) {
    this.relay = new Relay(target, Connection::new);
  }

  /** Where the store has to connect to. */
  public int port() {
    return relay.port();
  }

  /** Nothing gets through, and nobody is told. */
  public void swallow() {
    swallowing = true;
  }

  /** As a server that is stopped. */
  public void cut() {
    relay.cut();
  }

  /** For new connections. */
  public void heal() {
    swallowing = false;
    relay.mend();
  }

  @Override
  public void close() {
    relay.close();
  }

  private final class Connection implements Relay.Watch {

    private volatile boolean dead;

    @Override
    public boolean asks(int bytes) {
      return passes();
    }

    @Override
    public boolean answers(int bytes) {
      return passes();
    }

    private boolean passes() {
      dead = dead || swallowing;
      return !dead;
    }
  }
}
