package dev.postern.store.redis;

import dev.postern.store.SessionStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * What has to happen in one step and no single command can do. Sent by its hash; a server that does
 * not know it yet is sent the text, which costs a second trip, once after each start of a server.
 * Immutable and thread-safe.
 */
final class Script {
  /** How long a session stays noted after the time when nobody looked whether it has ended. */
  private static final Duration NOTED = Duration.ofHours(1);

  static final Script CREATE = new Script("session", "put", "index", "create");
  static final Script FIND = new Script("session", "find");
  static final Script UPDATE = new Script("session", "put", "index", "change", "update");
  static final Script MOVE = new Script("session", "put", "index", "change", "move");
  static final Script DELETE = new Script("session", "bury", "delete");
  static final Script END = new Script("session", "bury", "end");
  static final Script TOMBSTONE = new Script("session", "bury", "tombstone");
  static final Script WITHHOLD = new Script("session", "bury", "withhold");
  static final Script CLAIM = new Script("session", "bury", "claim");
  static final Script LEAVE = new Script("leave");
  static final Script RETRACT = new Script("retract");
  static final Script REPOINT = new Script("repoint");
  static final Script SUBJECT = new Script("session", "subject");
  static final Script ENROL = new Script("session", "index", "enrol");
  static final Script NOTE = new Script("session", "index", "note");
  static final Script SETTLE = new Script("session", "index", "settle");
  static final Script APPEND = new Script("append");
  static final Script LOG = new Script("log");

  private final byte[] text;
  private final byte[] hash;

  private Script(String... files) {
    StringBuilder joined = new StringBuilder(times());
    for (String file : files) {
      joined.append(resource(file + ".lua"));
    }
    this.text = joined.toString().getBytes(StandardCharsets.UTF_8);
    this.hash = hashOf(text);
  }

  /** Runs it and returns its reply. */
  Object run(Wire wire, List<byte[]> keys, List<byte[]> arguments) {
    try {
      return wire.ask(byHash(keys, arguments));
    } catch (JedisNoScriptException unknown) {
      return wire.ask(byText(keys, arguments));
    }
  }

  CommandArguments byHash(List<byte[]> keys, List<byte[]> arguments) {
    return command(Command.EVALSHA, hash, keys, arguments);
  }

  CommandArguments byText(List<byte[]> keys, List<byte[]> arguments) {
    return command(Command.EVAL, text, keys, arguments);
  }

  private static CommandArguments command(
      Command command, byte[] script, List<byte[]> keys, List<byte[]> arguments) {
    CommandArguments sent = new CommandArguments(command).add(script).add(keys.size());
    keys.forEach(sent::add);
    arguments.forEach(sent::add);
    return sent;
  }

  private static String times() {
    return "local KEPT, TOMBSTONE, NOTED = "
        + SessionStore.EXPIRED_KEPT.toMillis()
        + ", "
        + SessionStore.TOMBSTONE_LIFE.toMillis()
        + ", "
        + NOTED.toMillis()
        + "\n";
  }

  private static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-1 is the name that Redis gives a script, not a protection. */
  private static byte[] hashOf(byte[] text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(text);
      return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1.", e);
    }
  }
}
