package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.store.FindResult;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisSentinelTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisFixture fixture = new RedisFixture();
  private RedisProcess primary;
  private RedisProcess replica;
  private RedisProcess sentinel;

  @BeforeEach
  void start() {
    primary = RedisProcess.start("--repl-diskless-sync-delay", "0");
    replica = RedisProcess.start("--replicaof", "127.0.0.1", String.valueOf(primary.port()));
    sentinel = primary.startSentinel();
  }

  @AfterEach
  void stop() {
    fixture.close();
    sentinel.close();
    replica.close();
    primary.close();
  }

  // R10
  @Test
  void sessionsAreFoundOnTheNewPrimaryAfterAFailover() {
    SessionStore sessions = fixture.open(uri("main"), "app", CLOCK).sessions();
    sessions.create(Samples.key(1), Samples.session(CLOCK.instant()), Optional.empty());
    await().atMost(PATIENCE).until(() -> sizeOf(replica) > 0);

    await().atMost(PATIENCE).ignoreExceptions().until(this::failover);

    // A server that becomes a primary closes its connections.
    await().atMost(PATIENCE).ignoreExceptions().until(() -> replica.isPrimary());
    primary.close();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                sessions.update(Samples.key(1), Samples.delta(CLOCK.instant())) != null
                    && hasChange(replica));
    assertThat(sessions.find(Samples.key(1), Optional.empty()))
        .isInstanceOf(FindResult.Found.class);
  }

  @Test
  void theUserIsThatOfThePrimaryAndNeedsNoMoreRights() {
    primary.setUser("postern", "s3cret-parcel", StartupCheckTest.RULES);
    replica.setUser("postern", "s3cret-parcel", StartupCheckTest.RULES);
    String uri = uri("main").replace("://", "://postern:s3cret-parcel@");

    EveryOperation.on(fixture.open(uri, RedisFixture.freshApp(), CLOCK), CLOCK);
  }

  @Test
  void aNameThatSentinelDoesNotKnowStopsTheStart() {
    assertThatThrownBy(() -> fixture.open(uri("other"), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage("redis: the server cannot be reached");
  }

  @Test
  void aReplicaIsRefused() {
    assertThatThrownBy(() -> fixture.open(replica.uri(), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "redis: the server is a replica. Name the primary in store.uri, or let Sentinel name"
                + " it.");
  }

  private String uri(String name) {
    return "redis-sentinel://localhost:" + sentinel.port() + "/" + name;
  }

  /** Fails until Sentinel has found the replica. */
  private boolean failover() {
    try (Jedis admin = sentinel.admin()) {
      return admin.sentinelFailover("main").equals("OK");
    }
  }

  private static boolean hasChange(RedisProcess server) {
    try (Jedis admin = server.admin()) {
      return admin.hexists("postern:app:s:{" + Samples.key(1).value() + "}", "ab");
    }
  }

  private static long sizeOf(RedisProcess server) {
    try (Jedis admin = server.admin()) {
      return admin.dbSize();
    }
  }
}
