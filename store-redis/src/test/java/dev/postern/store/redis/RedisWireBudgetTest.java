package dev.postern.store.redis;

import dev.postern.store.contract.CountingProxy;
import dev.postern.store.contract.WireBudgetContract;
import java.util.Map;

/** The budget, kept as it is. */
class RedisWireBudgetTest extends WireBudgetContract {

  private final RedisProcess redis = RedisProcess.start();

  @Override
  protected void stopServer() {
    redis.close();
  }

  @Override
  protected CountingProxy startProxy() {
    return new CountingProxy(redis.port());
  }

  @Override
  protected Map<String, String> store(int port) {
    return RedisFixture.patient("redis://localhost:" + port);
  }

  @Override
  protected String heading() {
    return "Redis";
  }
}
