package dev.postern.store.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;

/** Two real servers that share the slots of a cluster between them, half and half. */
final class RedisCluster implements RedisBackend {

  static final int FIRST_OF_SECOND = 8_192;

  private final List<RedisProcess> servers;

  private RedisCluster(List<RedisProcess> servers) {
    this.servers = servers;
  }

  /** Starts one and waits until both know of each other. */
  static RedisCluster start() {
    List<RedisProcess> servers =
        List.of(
            RedisProcess.start("--cluster-enabled", "yes"),
            RedisProcess.start("--cluster-enabled", "yes"));
    assign(servers.get(0), 0, FIRST_OF_SECOND - 1);
    assign(servers.get(1), FIRST_OF_SECOND, 16_383);
    try (Jedis admin = servers.get(0).admin()) {
      admin.clusterMeet("127.0.0.1", servers.get(1).port());
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> servers.stream().allMatch(RedisCluster::isWhole));
    return new RedisCluster(servers);
  }

  RedisProcess first() {
    return servers.get(0);
  }

  RedisProcess second() {
    return servers.get(1);
  }

  @Override
  public String uri() {
    return "redis-cluster://localhost:" + first().port() + ",localhost:" + second().port();
  }

  @Override
  public void elapse(Duration length, String prefix) {
    servers.forEach(server -> server.elapse(length, prefix));
  }

  @Override
  public void close() {
    servers.forEach(RedisProcess::close);
  }

  private static void assign(RedisProcess server, int first, int last) {
    try (Jedis admin = server.admin()) {
      admin.clusterAddSlots(IntStream.rangeClosed(first, last).toArray());
    }
  }

  private static boolean isWhole(RedisProcess server) {
    try (Jedis admin = server.admin()) {
      String info = admin.clusterInfo();
      return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:2");
    }
  }
}
