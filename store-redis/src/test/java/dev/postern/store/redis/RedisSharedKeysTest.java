package dev.postern.store.redis;

import dev.postern.store.contract.SharedKeysContract;
import java.util.Map;

/** Nodes on one server. */
class RedisSharedKeysTest extends SharedKeysContract {

  private final RedisProcess redis = RedisProcess.start();

  @Override
  protected Map<String, String> store(int node) {
    return RedisFixture.patient(redis.uri());
  }

  @Override
  protected void awaitBackend() {
    // It was there before the nodes.
  }

  @Override
  protected void stopBackend() {
    redis.close();
  }
}
