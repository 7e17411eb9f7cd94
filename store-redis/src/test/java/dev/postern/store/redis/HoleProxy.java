package dev.postern.store.redis;

import dev.postern.store.contract.Relay;

/**
 * Stands between a store and its server and can swallow every byte, with all connections open and
 * no FIN, as a firewall does that forgot them. What was connected meanwhile stays dead.
 * Thread-safe.
 */
final class HoleProxy implements AutoCloseable {

  private final Relay relay;
  private volatile boolean swallowing;

  HoleProxy(int target) {
    this.relay = new Relay(target, Connection::new);
  }

  int port() {
    return relay.port();
  }

  void swallow() {
    swallowing = true;
  }

  /** For new connections. */
  void heal() {
    swallowing = false;
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
