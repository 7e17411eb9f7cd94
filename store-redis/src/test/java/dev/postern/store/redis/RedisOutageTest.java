package dev.postern.store.redis;

import dev.postern.store.contract.OutageContract;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** The ways in which a Redis can be lost, seen by callers. */
class RedisOutageTest extends OutageContract {

  private static final String PASSWORD = "first";

  private final RedisProcess redis =
      RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");

  @AfterEach
  void stopServer() {
    redis.close();
  }

  // FAULTS R1
  @Test
  void stopped() {
    open(at(redis.uri()));

    survives("redis-stopped", redis::kill, redis::restart);
  }

  // FAULTS R3
  @Test
  void frozen() {
    open(at(redis.uri()));

    survives("redis-frozen", redis::freeze, redis::thaw);
  }

  // FAULTS R5
  @Test
  void halfOpen() {
    try (HoleProxy proxy = new HoleProxy(redis.port())) {
      open(at("redis://localhost:" + proxy.port()));

      survives("redis-half-open", proxy::swallow, proxy::heal);
    }
  }

  // FAULTS R17
  @Test
  void refusingThePassword() {
    setPassword("", PASSWORD);
    open(at("redis://:" + PASSWORD + "@localhost:" + redis.port()));

    survives(
        "redis-refusing-the-password",
        () -> setPassword(PASSWORD, "second"),
        () -> setPassword("second", PASSWORD));
  }

  private static Map<String, String> at(String uri) {
    return Map.of("store", "redis", "store.uri", uri);
  }

  /** Connections that gave the former one are closed, or they would go on being served. */
  private void setPassword(String former, String next) {
    try (Jedis admin = redis.admin()) {
      if (!former.isEmpty()) {
        admin.auth(former);
      }
      admin.configSet("requirepass", next);
      admin.sendCommand(Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
  }
}
