package dev.postern.store.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/** Real servers that share the slots of a cluster between them in equal parts. */
final class RedisCluster implements RedisBackend {

  static final int SLOTS = 16_384;
  static final int FIRST_OF_SECOND = SLOTS / 2;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<RedisProcess> servers;

  private RedisCluster(List<RedisProcess> servers) {
    this.servers = servers;
  }

  /** Starts two and waits until both know of each other. */
  static RedisCluster start() {
    return start(2);
  }

  /** Starts so many primaries and waits until all know of each other. */
  static RedisCluster start(int primaries, String... options) {
    List<String> all = new ArrayList<>(List.of("--cluster-enabled", "yes"));
    all.addAll(List.of(options));
    List<RedisProcess> servers =
        Stream.generate(() -> RedisProcess.start(all.toArray(String[]::new)))
            .limit(primaries)
            .toList();
    for (int i = 0; i < primaries; i++) {
      assign(servers.get(i), i * SLOTS / primaries, (i + 1) * SLOTS / primaries - 1);
      meet(servers.get(0), servers.get(i));
    }
    await()
        .atMost(PATIENCE)
        .until(() -> servers.stream().allMatch(server -> isWhole(server, primaries)));
    return new RedisCluster(servers);
  }

  /** Makes an empty server of the same options the replica of the first. */
  void addReplicaOfFirst(RedisProcess replica) {
    meet(first(), replica);
    try (Jedis admin = replica.admin();
        Jedis primary = first().admin()) {
      String id = primary.clusterMyId();
      await().atMost(PATIENCE).until(() -> admin.clusterNodes().contains(id));
      admin.clusterReplicate(id);
      await()
          .atMost(PATIENCE)
          .until(() -> admin.info("replication").contains("master_link_status:up"));
    }
    int nodes = servers.size() + 1;
    await()
        .atMost(PATIENCE)
        .until(() -> servers.stream().allMatch(server -> isWhole(server, nodes)));
  }

  RedisProcess first() {
    return servers.get(0);
  }

  RedisProcess second() {
    return servers.get(1);
  }

  /** For this user, in the form {@code name:password}. */
  String uriFor(String user) {
    return uri().replace("://", "://" + user + "@");
  }

  /** As {@link RedisProcess#setUser}. */
  void setUser(String name, String password, String... rules) {
    servers.forEach(server -> server.setUser(name, password, rules));
  }

  @Override
  public String uri() {
    return servers.stream()
        .map(server -> "localhost:" + server.port())
        .collect(Collectors.joining(",", "redis-cluster://", ""));
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

  private static void meet(RedisProcess one, RedisProcess other) {
    if (one != other) {
      try (Jedis admin = one.admin()) {
        admin.clusterMeet("127.0.0.1", other.port());
      }
    }
  }

  private static boolean isWhole(RedisProcess server, int nodes) {
    try (Jedis admin = server.admin()) {
      String info = admin.clusterInfo();
      return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + nodes);
    }
  }
}
