package dev.postern.store.redis;

import java.util.List;
import redis.clients.jedis.CommandArguments;

/**
 * A command and the key by which a cluster finds the server that can answer it. Not thread-safe;
 * lives as long as the call that sends it.
 */
final class KeyedCommand {

  private final byte[] key;
  private final CommandArguments command;

  /** A command that is about this key. */
  KeyedCommand(byte[] key, CommandArguments command) {
    this.key = key;
    this.command = command;
  }

  byte[] key() {
    return key;
  }

  CommandArguments command() {
    return command;
  }

  static CommandArguments[] commands(List<KeyedCommand> keyed) {
    return keyed.stream().map(KeyedCommand::command).toArray(CommandArguments[]::new);
  }
}
