package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.store.Denial;
import dev.postern.store.StoreException;
import dev.postern.store.Stores;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A primary whose replica was there a moment ago (FAULTS R10). */
class ConfirmedWriteTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RedisFixture fixture = new RedisFixture();
  private final MutableClock clock = new MutableClock(Instant.now());
  private RedisProcess primary;
  private RedisProcess replica;
  private SlowReplication link;
  private Stores stores;

  @BeforeEach
  void start() {
    primary = RedisProcess.start("--repl-diskless-sync-delay", "0");
    link = new SlowReplication(primary.port());
    replica = RedisProcess.start("--replicaof", "127.0.0.1", String.valueOf(link.port()));
    stores = fixture.open(primary.uri(), "app", clock, "1s");
    await().atMost(PATIENCE).until(() -> replication(replica).contains("master_link_status:up"));
  }

  @AfterEach
  void stop() {
    fixture.close();
    replica.close();
    link.close();
    primary.close();
  }

  @Test
  void aReplicaWhoseLinkBreaksIsMissedUntilTheServerIsTakenForOneThatIsAloneOnPurpose() {
    awaitConfirmed();
    link.breakOff();
    await().atMost(PATIENCE).until(() -> replication(primary).contains("connected_slaves:0"));

    assertThatThrownBy(() -> deny("lost")).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> claim("lost")).isInstanceOf(StoreException.class);
    clock.advance(ReplicasSeen.MISSED.minusSeconds(1));
    assertThatThrownBy(() -> deny("lost")).isInstanceOf(StoreException.class);

    clock.advance(Duration.ofSeconds(1));

    assertThatCode(() -> deny("lost")).doesNotThrowAnyException();
    assertThat(claim("lost")).isEqualTo("owner");
  }

  private void awaitConfirmed() {
    await().atMost(PATIENCE).ignoreExceptionsInstanceOf(StoreException.class).until(this::answers);
    assertThat(replication(primary)).contains("connected_slaves:1");
  }

  private boolean answers() {
    deny("first");
    return claim("first").equals("owner");
  }

  private void deny(String key) {
    Instant now = clock.instant();
    stores.denylist().append(new Denial(Denial.Kind.TOKEN, key, now, now.plusSeconds(600)));
  }

  private String claim(String key) {
    return stores.oneTimeUse().claim(key, "owner", clock.instant().plusSeconds(600));
  }

  private static String replication(RedisProcess server) {
    try (Jedis admin = server.admin()) {
      return admin.info("replication");
    }
  }
}
