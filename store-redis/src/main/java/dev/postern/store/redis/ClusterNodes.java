package dev.postern.store.redis;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisException;
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
  public List<Object> callEach(List<KeyedCommand> commands) {
    Map<HostAndPort, List<KeyedCommand>> byNode =
        commands.stream().collect(Collectors.groupingBy(this::homeOf));
    Map<KeyedCommand, Object> replies = new HashMap<>();
    byNode.forEach((node, some) -> replies.putAll(callAt(node, some)));
    return commands.stream().map(replies::get).toList();
  }

  private HostAndPort homeOf(KeyedCommand command) {
    return provider.getNode(JedisClusterCRC16.getSlot(command.key()));
  }

  private Map<KeyedCommand, Object> callAt(HostAndPort node, List<KeyedCommand> commands) {
    Map<KeyedCommand, Object> replies = new HashMap<>();
    try (Connection home = provider.getConnection(node)) {
      List<Object> answered = new Wire(home, false).askAll(KeyedCommand.commands(commands));
      for (int i = 0; i < commands.size(); i++) {
        replies.put(commands.get(i), answered.get(i));
      }
    } catch (JedisException e) {
      commands.forEach(command -> replies.put(command, e));
    }
    replies.replaceAll(this::followed);
    return replies;
  }

  private Object followed(KeyedCommand command, Object reply) {
    if (!(reply instanceof JedisRedirectionException redirection)) {
      return reply;
    }
    try {
      return follow(redirection, wire -> wire.ask(command.command()));
    } catch (JedisException e) {
      return e;
    }
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
