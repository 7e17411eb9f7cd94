package dev.postern.store.redis;

import dev.postern.store.OneTimeUse;
import dev.postern.store.contract.OneTimeUseContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class RedisOneTimeUseTest extends OneTimeUseContract {

  private static RedisProcess redis;

  private final RedisFixture fixture = new RedisFixture();
  private String app = "none";
  private Clock clockOfStore = Clock.systemUTC();

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
  protected OneTimeUse newOneTimeUse(Clock storeClock) {
    app = RedisFixture.freshApp();
    clockOfStore = storeClock;
    return fixture.open(redis.uri(), app, storeClock).oneTimeUse();
  }

  @Override
  protected OneTimeUse otherNode(OneTimeUse first) {
    return fixture.open(redis.uri(), app, clockOfStore).oneTimeUse();
  }

  @Override
  protected int tokens() {
    return Integer.getInteger("one-time.tokens", 100);
  }

  @Override
  protected void elapse(Duration length) {
    redis.elapse(length, "postern:" + app + ":");
    super.elapse(length);
  }
}
