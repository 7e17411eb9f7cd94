package dev.postern.store.redis;

import dev.postern.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Nodes with pools of their own that share one backend, which is started before the tests of a
 * class; each test has an app to itself.
 */
final class RedisNodes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private final Supplier<RedisBackend> start;
  private final RedisFixture fixture = new RedisFixture();
  private RedisBackend backend;
  private String app;
  private Clock clock;

  private RedisNodes(Supplier<RedisBackend> start) {
    this.start = start;
  }

  static RedisNodes onOneServer() {
    return new RedisNodes(RedisProcess::start);
  }

  static RedisNodes onACluster() {
    return new RedisNodes(RedisCluster::start);
  }

  /** The first node of a new app. */
  Stores first(Clock clockOfNodes) {
    app = RedisFixture.freshApp();
    clock = clockOfNodes;
    return other();
  }

  /** One more node of the app. */
  Stores other() {
    return fixture.open(backend.uri(), app, clock);
  }

  /** Ages the keys of the app, since the server has a clock of its own. */
  void elapse(Duration length) {
    backend.elapse(length, "postern:" + app + ":");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    backend = start.get();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    fixture.close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    backend.close();
  }
}
