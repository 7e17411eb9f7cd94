package dev.postern.store.redis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * One borrowed connection. What is sent through one wire meets one server, in order. Not
 * thread-safe; owned by the call that borrowed it.
 */
final class Wire {

  private final Connection connection;
  private final boolean asking;

  /**
   * Over this connection.
   *
   * @param asking whether each command has to be announced, because its slot is being moved to this
   *     server
   */
  Wire(Connection connection, boolean asking) {
    this.connection = connection;
    this.asking = asking;
  }

  /** The reply; an error reply is thrown. */
  Object ask(CommandArguments command) {
    Object reply = askAll(command).get(0);
    if (reply instanceof JedisDataException error) {
      throw error;
    }
    return requireNonNull(reply, "No command that is sent answers nil.");
  }

  /** The replies to all of them in one trip; error replies are among them. */
  List<Object> askAll(CommandArguments... commands) {
    if (asking) {
      connection.sendCommand(Command.ASKING);
    }
    for (CommandArguments command : commands) {
      connection.sendCommand(command);
    }
    List<Object> replies = connection.getMany(commands.length + (asking ? 1 : 0));
    for (Object reply : replies) {
      if (isDemoted(reply)) {
        connection.setBroken();
      }
    }
    return asking ? replies.subList(1, replies.size()) : replies;
  }

  /** The same for commands that make the server wait, so that the replies may take longer. */
  List<Object> askAllPatiently(Duration longer, CommandArguments... commands) {
    int usual = connection.getSoTimeout();
    connection.setSoTimeout(usual + (int) longer.toMillis());
    List<Object> replies = askAll(commands);
    connection.setSoTimeout(usual);
    return replies;
  }

  /** The server is no primary any more: whoever is next has to look for the new one. */
  private static boolean isDemoted(Object reply) {
    return reply instanceof JedisDataException error
        && error.getMessage() != null
        && error.getMessage().startsWith("READONLY");
  }
}
