package dev.postern.store.redis;

import java.util.Collection;
import java.util.function.Function;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/**
 * The primaries of a cluster. Follows a slot that has moved or is just moving, and nothing else:
 * jedis's own executor would also repeat a command that may have run. Which node has which slot is
 * refreshed in the background. Thread-safe.
 *
 * @param provider of connections to them
 */
record ClusterNodes(ClusterConnectionProvider provider) implements Nodes {

  private static final int MAX_REDIRECTIONS = 5;

  @Override
  public <T> T call(byte[] key, Function<Wire, T> exchange) {
    try (Connection home = provider.getConnectionFromSlot(JedisClusterCRC16.getSlot(key))) {
      return exchange.apply(new Wire(home, false));
    } catch (JedisRedirectionException redirection) {
      return follow(redirection, exchange);
    }
  }

  private <T> T follow(JedisRedirectionException first, Function<Wire, T> exchange) {
    JedisRedirectionException redirection = first;
    for (int hop = 0; hop < MAX_REDIRECTIONS; hop++) {
      boolean asking = redirection instanceof JedisAskDataException;
      try (Connection there = provider.getConnection(redirection.getTargetNode())) {
        return exchange.apply(new Wire(there, asking));
      } catch (JedisRedirectionException next) {
        redirection = next;
      }
    }
    throw redirection;
  }

  @Override
  public Collection<? extends Pool<Connection>> primaries() {
    return provider.getPrimaryNodes().values();
  }

  @Override
  public boolean isSpread() {
    return true;
  }

  @Override
  public void close() {
    Closing.quietly(provider);
  }
}
