package dev.postern.store.redis;

import dev.postern.store.StoreException;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/**
 * Asks Redis, and turns every kind of trouble into a {@link StoreException}. A connection that
 * failed is closed, and with it the idle ones, which are likely as dead. Thread-safe.
 */
final class RedisLink implements AutoCloseable {

  private final Nodes nodes;

  RedisLink(Nodes nodes) {
    this.nodes = nodes;
  }

  /** For what changes nothing when it is done twice: repeated once, on a new connection. */
  <T> T read(String operation, byte[] key, Function<Wire, T> exchange) {
    try {
      return once(key, exchange);
    } catch (JedisConnectionException broken) {
      return write(operation, key, exchange);
    } catch (JedisException e) {
      throw failed(operation, e);
    }
  }

  /** Never repeated: whether a write that was not answered took effect is unknown. */
  <T> T write(String operation, byte[] key, Function<Wire, T> exchange) {
    try {
      return once(key, exchange);
    } catch (JedisException e) {
      throw failed(operation, e);
    }
  }

  /** Many reads in one trip to each primary; repeated once as {@link #read} does. */
  List<Object> readEach(String operation, List<KeyedCommand> commands) {
    List<Object> replies = tryEach(commands);
    if (replies.stream().anyMatch(JedisConnectionException.class::isInstance)) {
      replies = tryEach(commands);
    }
    for (Object reply : replies) {
      if (reply instanceof JedisException failure) {
        throw failed(operation, failure);
      }
    }
    return replies;
  }

  /** The same without repeating; a failure stands in the place of the reply. */
  List<Object> tryEach(List<KeyedCommand> commands) {
    List<Object> replies = commands.isEmpty() ? List.of() : nodes.callEach(commands);
    if (replies.stream().anyMatch(JedisConnectionException.class::isInstance)) {
      nodes.primaries().forEach(Pool::clear);
    }
    return replies;
  }

  boolean isSpread() {
    return nodes.isSpread();
  }

  private <T> T once(byte[] key, Function<Wire, T> exchange) {
    try {
      return nodes.call(key, exchange);
    } catch (JedisConnectionException e) {
      nodes.primaries().forEach(Pool::clear);
      throw e;
    }
  }

  private static StoreException failed(String operation, JedisException cause) {
    return new StoreException("redis: " + operation + " failed", cause);
  }

  @Override
  public void close() {
    nodes.close();
  }
}
