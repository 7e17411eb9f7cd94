package dev.postern.store.redis;

import dev.postern.store.contract.MigrationContract;
import java.util.Map;

/** Deployments on one server. */
class RedisMigrationTest extends MigrationContract {

  private final RedisProcess redis = RedisProcess.start();

  @Override
  protected Map<String, String> store() {
    return RedisFixture.patient(redis.uri());
  }

  @Override
  protected void stopBackend() {
    redis.close();
  }
}
