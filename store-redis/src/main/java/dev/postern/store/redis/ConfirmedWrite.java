package dev.postern.store.redis;

import dev.postern.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Writes that must survive the loss of the primary. Where it has replicas, or had one a moment ago,
 * one of them has to confirm by {@code WAIT}, on the connection of the write: on any other, {@code
 * WAIT} answers for nothing. The write, {@code WAIT} and the question how many replicas there are
 * travel together, so this is one trip unless a replica has just appeared. Thread-safe.
 */
final class ConfirmedWrite {

  /** A server looks ten times a second for clients that have waited long enough. */
  private static final Duration TICK = Duration.ofMillis(100);

  private final RedisLink link;
  private final Duration patience;
  private final CommandArguments waitForOne;
  private final ReplicasSeen seen;
  private volatile boolean wasOneNeeded;

  /**
   * Over a link of its own, so that no other traffic can keep a revocation waiting.
   *
   * @param patience how long a replica may take
   * @param seen the replicas that were there
   */
  ConfirmedWrite(RedisLink link, Duration patience, ReplicasSeen seen) {
    this.link = link;
    this.seen = seen;
    this.patience = patience.plus(TICK);
    this.waitForOne = new CommandArguments(Command.WAIT).add(1).add(patience.toMillis());
  }

  /**
   * The replies to plain commands that are harmless twice, once confirmed. The trip is repeated
   * once if its connection breaks.
   */
  List<Object> runTwice(String operation, byte[] key, CommandArguments... commands) {
    return link.read(operation, key, wire -> send(wire, commands).confirmed(operation));
  }

  /** The script's reply, once confirmed. */
  Object run(String operation, Script script, List<byte[]> keys, List<byte[]> arguments) {
    return link.write(
        operation,
        keys.get(0),
        wire -> {
          Sent sent = send(wire, script.byHash(keys, arguments));
          if (sent.replies().get(0) instanceof JedisNoScriptException) {
            sent = send(wire, script.byText(keys, arguments));
          }
          return sent.confirmed(operation).get(0);
        });
  }

  private Sent send(Wire wire, CommandArguments... commands) {
    boolean waits = wasOneNeeded;
    List<CommandArguments> all = new ArrayList<>(List.of(commands));
    if (waits) {
      all.add(waitForOne);
    }
    all.add(new CommandArguments(Command.INFO).add("replication"));
    CommandArguments[] sent = all.toArray(CommandArguments[]::new);
    List<Object> replies = waits ? wire.askAllPatiently(patience, sent) : wire.askAll(sent);
    List<Object> ours = replies.subList(0, commands.length);
    boolean isOneNeeded = isOneNeeded(replies.get(replies.size() - 1));
    wasOneNeeded = isOneNeeded;
    if (!isOneNeeded || ours.get(0) instanceof JedisDataException) {
      return new Sent(ours, true);
    }
    Object waited =
        waits ? replies.get(commands.length) : wire.askAllPatiently(patience, waitForOne).get(0);
    return new Sent(ours, waited instanceof Long count && count >= 1);
  }

  private boolean isOneNeeded(Object info) {
    if (info instanceof JedisDataException error) {
      throw error;
    }
    return seen.isOneNeeded(ServerFacts.parse(Text.string((byte[]) info)));
  }

  /**
   * What came back.
   *
   * @param replies to what was to be written; nil among them is null
   * @param isConfirmed whether a replica has it, if one is needed
   */
  private record Sent(List<Object> replies, boolean isConfirmed) {

    List<Object> confirmed(String operation) {
      for (Object reply : replies) {
        if (reply instanceof JedisDataException error) {
          throw error;
        }
      }
      if (!isConfirmed) {
        throw new StoreException(
            "redis: " + operation + " is not confirmed",
            new JedisException("No replica confirmed the write in time."));
      }
      return replies;
    }
  }
}
