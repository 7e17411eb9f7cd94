package dev.postern.store.redis;

import dev.postern.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Whether the user may do all that the stores will ask for. Found out by asking for it, on keys
 * that no session and no log has: a user with only the rights it needs must not ask about rights.
 * Nothing stays behind. Immutable and thread-safe.
 *
 * @param sessionKey a name that no session has
 * @param logKey a name that no log has
 * @param isSpread whether slots may move from one server to another
 */
record Permissions(String sessionKey, String logKey, boolean isSpread) {

  private static final String NO_PERMISSION = "NOPERM";

  static Permissions of(String app, boolean isSpread) {
    return new Permissions(
        SessionNames.of(app).sessionPrefix() + "probe}",
        RedisDenylist.prefixOf(app) + "probe",
        isSpread);
  }

  /**
   * Tries every command.
   *
   * @throws StoreException if one is not allowed; the message names all of them
   */
  void check(Wire wire) {
    List<String> denied = denied(wire, asked());
    if (denied.isEmpty()) {
      denied = denied(wire, writing());
    }
    if (!denied.isEmpty()) {
      throw new StoreException(
          "redis: the user of store.uri lacks rights. Grant them: ACL SETUSER … "
              + String.join(" ", denied),
          new JedisDataException("NOPERM"));
    }
  }

  /** To announce a slot that is moving is forgotten with the next command. */
  private List<CommandArguments> asked() {
    List<CommandArguments> asked = new ArrayList<>(harmless());
    if (isSpread) {
      asked.add(0, new CommandArguments(Command.ASKING));
    }
    return asked;
  }

  /** On keys that do not exist these change nothing. */
  private List<CommandArguments> harmless() {
    return List.of(
        on(sessionKey, Command.GET),
        on(sessionKey, Command.HGETALL),
        on(sessionKey, Command.HGET).add("x"),
        on(sessionKey, Command.HMGET).add("x"),
        on(sessionKey, Command.HKEYS),
        on(sessionKey, Command.HEXISTS).add("x"),
        on(sessionKey, Command.HDEL).add("x"),
        on(sessionKey, Command.SET).add("").add("XX").add("PX").add(1),
        on(sessionKey, Command.DEL),
        on(sessionKey, Command.EXISTS),
        on(sessionKey, Command.PEXPIRE).add(1),
        on(sessionKey, Command.PTTL),
        on(sessionKey, Command.RENAME).add(sessionKey),
        on(sessionKey, Command.ZADD).add("XX").add(0).add("x"),
        on(sessionKey, Command.ZCARD),
        on(sessionKey, Command.ZRANGE).add(0).add(0),
        on(sessionKey, Command.ZREM).add("x"),
        on(sessionKey, Command.ZREMRANGEBYSCORE).add(0).add(0),
        on(sessionKey, Command.ZSCORE).add("x"),
        on(logKey, Command.XADD).add("NOMKSTREAM").add("*").add("x").add("x"),
        on(logKey, Command.XRANGE).add("-").add("+"),
        on(logKey, Command.XREVRANGE).add("+").add("-"),
        new CommandArguments(Command.EVAL).add("return 1").add(0),
        new CommandArguments(Command.EVALSHA).add("0").add(0),
        new CommandArguments(Command.TIME),
        new CommandArguments(Command.PING),
        new CommandArguments(Command.WAIT).add(0).add(0));
  }

  /** The two that cannot but write; sent together with the end, at once, of what they write. */
  private List<CommandArguments> writing() {
    return List.of(
        on(sessionKey, Command.HSETNX).add("x").add(""),
        on(sessionKey, Command.HSET).add("x").add(""),
        on(sessionKey, Command.PEXPIRE).add(0));
  }

  private static CommandArguments on(String key, Command command) {
    return new CommandArguments(command).add(key);
  }

  private static List<String> denied(Wire wire, List<CommandArguments> commands) {
    List<Object> replies = wire.askAll(commands.toArray(CommandArguments[]::new));
    List<String> denied = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Command command = (Command) commands.get(i).getCommand();
      refusal(replies.get(i)).map(refusal -> missing(refusal, command)).ifPresent(denied::add);
    }
    return denied.stream().distinct().toList();
  }

  private static Optional<String> refusal(Object reply) {
    return reply instanceof JedisDataException error
        ? Optional.ofNullable(error.getMessage()).filter(text -> text.startsWith(NO_PERMISSION))
        : Optional.empty();
  }

  private static String missing(String refusal, Command command) {
    return refusal.contains(" access ")
        ? "~postern:*"
        : "+" + command.name().toLowerCase(Locale.ROOT);
  }
}
