package dev.postern.store.redis;

import dev.postern.store.SessionStore;
import dev.postern.store.contract.GrantContract;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Refresh tokens on one server, from two nodes with pools of their own. */
class RedisGrantTest extends GrantContract {

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
  protected SessionStore newStore(Clock storeClock) {
    app = RedisFixture.freshApp();
    clockOfStore = storeClock;
    return fixture.open(redis.uri(), app, storeClock).sessions();
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return fixture.open(redis.uri(), app, clockOfStore).sessions();
  }

  @Override
  protected void elapse(Duration length) {
    redis.elapse(length, "postern:" + app + ":");
    super.elapse(length);
  }
}
