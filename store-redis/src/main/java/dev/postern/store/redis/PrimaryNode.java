package dev.postern.store.redis;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Pool;

/**
 * One primary that has all keys: a single server, or whichever one Sentinel names. Thread-safe.
 *
 * @param provider of connections to it
 * @param pools its pool
 */
record PrimaryNode(
    ConnectionProvider provider, Supplier<Collection<? extends Pool<Connection>>> pools)
    implements Nodes {

  @Override
  public <T> T call(byte[] key, Function<Wire, T> exchange) {
    try (Connection connection = provider.getConnection()) {
      return exchange.apply(new Wire(connection, false));
    }
  }

  @Override
  public List<Object> callEach(List<KeyedCommand> commands) {
    try (Connection connection = provider.getConnection()) {
      return new Wire(connection, false).askAll(KeyedCommand.commands(commands));
    } catch (JedisException e) {
      return Collections.nCopies(commands.size(), e);
    }
  }

  @Override
  public Collection<? extends Pool<Connection>> primaries() {
    return pools.get();
  }

  @Override
  public boolean isSpread() {
    return false;
  }

  @Override
  public void close() {
    Closing.quietly(provider);
  }
}
