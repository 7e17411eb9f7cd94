package dev.postern.store.redis;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.util.Pool;

/** The servers behind an address, each with its pool of connections. Thread-safe. */
interface Nodes extends AutoCloseable {

  /** Borrows a connection to the primary that has this key, for the length of the call. */
  <T> T call(byte[] key, Function<Wire, T> exchange);

  /**
   * The replies in the order of the commands, in one trip to each primary concerned. A failure
   * stands in the place of the reply.
   */
  List<Object> callEach(List<KeyedCommand> commands);

  /** The pools of all primaries. */
  Collection<? extends Pool<Connection>> primaries();

  /** Whether two keys may be on different servers. */
  boolean isSpread();

  @Override
  void close();
}
