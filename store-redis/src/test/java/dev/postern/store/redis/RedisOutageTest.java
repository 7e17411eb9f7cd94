package dev.postern.store.redis;

import static org.awaitility.Awaitility.await;

import dev.postern.store.contract.HoleProxy;
import dev.postern.store.contract.LostPart;
import dev.postern.store.contract.OutageContract;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** The ways in which a Redis can be lost, seen by callers. */
class RedisOutageTest extends OutageContract {

  private static final String PASSWORD = "first";

  /** How long, in milliseconds, a cluster or Sentinel waits before it takes a server for lost. */
  private static final String NOTICED_AFTER = "2000";

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

  // FAULTS R10
  @Test
  void sentinelNamesAnotherPrimary() {
    try (RedisProcess replica =
            RedisProcess.start("--replicaof", "127.0.0.1", String.valueOf(redis.port()));
        RedisProcess sentinel =
            redis.startSentinel("sentinel down-after-milliseconds main " + NOTICED_AFTER)) {
      awaitAnswer(sentinel, admin -> !admin.sentinelReplicas("main").isEmpty());
      awaitAnswer(replica, RedisOutageTest::isCopied);
      open(at("redis-sentinel://localhost:" + sentinel.port() + "/main"));

      staysInService(
          new LostPart("redis-sentinel-primary-killed", redis::kill, replica::isPrimary, () -> {}));
    }
  }

  // FAULTS R13
  @Test
  void onePrimaryOfAClusterIsLost() {
    String[] options = {
      "--cluster-node-timeout", NOTICED_AFTER, "--cluster-require-full-coverage", "no"
    };
    try (RedisCluster cluster = RedisCluster.start(3, options);
        RedisProcess replica = RedisProcess.start(clustered(options))) {
      cluster.addReplicaOfFirst(replica);
      open(at(cluster.uri()));

      staysInServiceElsewhere(
          new LostPart(
              "redis-cluster-primary-killed", cluster.first()::kill, replica::isPrimary, () -> {}),
          () -> answer(cluster.first(), admin -> (long) admin.keys("postern:outage:s:*").size()));
    }
  }

  private static String[] clustered(String... options) {
    return Stream.concat(Stream.of("--cluster-enabled", "yes"), Stream.of(options))
        .toArray(String[]::new);
  }

  private static boolean isCopied(Jedis admin) {
    return admin.info("replication").contains("master_link_status:up");
  }

  private static void awaitAnswer(RedisProcess server, Predicate<Jedis> question) {
    await().atMost(Duration.ofSeconds(60)).until(() -> answer(server, question::test));
  }

  private static <T> T answer(RedisProcess server, Function<Jedis, T> question) {
    try (Jedis admin = server.admin()) {
      return question.apply(admin);
    }
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
