package dev.postern.store.redis;

import dev.postern.store.Denylist;
import dev.postern.store.contract.DenylistContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisDenylistTest extends DenylistContract {

  private static RedisProcess redis;

  private final RedisFixture fixture = new RedisFixture();
  private String app;
  private Clock clockOfStore;

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected Denylist newDenylist(Clock storeClock) {
    app = RedisFixture.freshApp();
    clockOfStore = storeClock;
    return fixture.open(redis.uri(), app, storeClock).denylist();
  }

  @Override
  protected Denylist otherNode(Denylist first) {
    return fixture.open(redis.uri(), app, clockOfStore).denylist();
  }
}
