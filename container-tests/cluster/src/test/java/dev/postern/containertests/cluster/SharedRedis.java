package dev.postern.containertests.cluster;

import dev.postern.store.redis.RedisProcess;
import java.util.List;

/**
 * One redis-server. These tests are about what is stored, not about how long it takes: so nodes
 * wait for it as long as a stalling machine may need. Not thread-safe.
 */
final class SharedRedis implements SharedStore {

  private final RedisProcess redis = RedisProcess.start();

  @Override
  public List<String> settingsOfNextNode() {
    return List.of(
        "-Dpostern.store=redis",
        "-Dpostern.store.uri=" + redis.uri(),
        "-Dpostern.store.connect-timeout=60s",
        "-Dpostern.store.read-timeout=60s",
        "-Dpostern.store.pool-wait=60s");
  }

  @Override
  public void close() {
    redis.close();
  }
}
