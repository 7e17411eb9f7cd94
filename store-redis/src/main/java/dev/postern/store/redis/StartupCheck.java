package dev.postern.store.redis;

import dev.postern.store.StoreException;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.Pool;

/** Looks once, at the start, whether every primary is fit for use. Stateless and thread-safe. */
final class StartupCheck {

  private StartupCheck() {}

  /**
   * Looks, and notes who has replicas.
   *
   * @throws StoreException if one cannot be reached, or why it cannot be used
   */
  static void run(Nodes nodes, String app, ReplicasSeen seen) {
    try {
      Permissions permissions = Permissions.of(app, nodes.isSpread());
      nodes.primaries().forEach(primary -> run(primary, permissions, seen));
    } catch (JedisAccessControlException e) {
      throw new StoreException(
          "redis: the server refuses the user or password of store.uri, or the user may not ask for"
              + " INFO. Correct them, or grant it: ACL SETUSER … +info",
          e);
    } catch (JedisException e) {
      throw new StoreException("redis: the server cannot be reached or used", e);
    }
  }

  private static void run(Pool<Connection> primary, Permissions permissions, ReplicasSeen seen) {
    try (Connection connection = primary.getResource()) {
      Wire wire = new Wire(connection, false);
      byte[] info = (byte[]) wire.ask(new CommandArguments(Command.INFO));
      ServerFacts facts = ServerFacts.parse(Text.string(info));
      facts.check();
      seen.note(facts);
      permissions.check(wire);
    }
  }
}
