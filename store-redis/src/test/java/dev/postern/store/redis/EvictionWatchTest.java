package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import dev.postern.store.contract.StateLines;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** A server that is told to evict while applications use it (FAULTS R16). */
class EvictionWatchTest {

  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final Duration A_WHILE = OFTEN.multipliedBy(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern CALLS = Pattern.compile("cmdstat_info:calls=(\\d{1,9})");

  private final StateLines log = new StateLines();
  private RedisProcess redis;
  private Stores stores;

  @BeforeEach
  void start() {
    redis = RedisProcess.start();
    stores = open(redis.uri());
  }

  @AfterEach
  void stop() {
    stores.close();
    redis.close();
    log.close();
  }

  @Test
  void itIsNoticedAndToldOnceAndSoIsItsEnd() {
    assertThat(stores.keepsEverything()).isTrue();

    setPolicy(redis, "allkeys-lru");
    await().atMost(PATIENCE).until(() -> !stores.keepsEverything());
    setPolicy(redis, "volatile-ttl");
    awaitLooks(redis);
    setPolicy(redis, "noeviction");
    await().atMost(PATIENCE).until(stores::keepsEverything);

    assertThat(log.of("store-evicts"))
        .containsExactly(
            "event=store-evicts store=redis app=app policy=allkeys-lru"
                + " fix=\"set maxmemory-policy to noeviction\"");
    assertThat(log.of("store-keeps"))
        .containsExactly("event=store-keeps store=redis app=app policy=noeviction");
  }

  @Test
  void aServerThatIsGoneIsNotTakenForMended() {
    setPolicy(redis, "allkeys-lru");
    await().atMost(PATIENCE).until(() -> !stores.keepsEverything());

    redis.kill();
    await().atMost(PATIENCE).during(A_WHILE).until(() -> !stores.keepsEverything());
    redis.restart();

    await().atMost(PATIENCE).until(stores::keepsEverything);
    assertThat(log.of("store-evicts")).hasSize(1);
  }

  @Test
  void onePrimaryOfAClusterIsEnough() {
    try (RedisCluster cluster = RedisCluster.start();
        Stores spread = open(cluster.uri())) {
      setPolicy(cluster.second(), "allkeys-random");

      await().atMost(PATIENCE).until(() -> !spread.keepsEverything());
    }
  }

  @Test
  void whatShipsLooksOftenEnoughToNoticeWithinHalfAMinute() {
    assertThat(EvictionWatch.EVERY).isLessThanOrEqualTo(Duration.ofSeconds(15));
  }

  private static Stores open(String uri) {
    return new RedisStoreProvider(OFTEN)
        .open(
            new StoreSettings(
                "app",
                Map.of(
                    "store.uri", uri,
                    "store.connect-timeout", "60s",
                    "store.read-timeout", "60s"),
                Clock.systemUTC()));
  }

  private static void setPolicy(RedisProcess server, String policy) {
    try (Jedis admin = server.admin()) {
      admin.configSet("maxmemory-policy", policy);
    }
  }

  /** Until it was asked twice, so that one whole look has seen what there is now. */
  private static void awaitLooks(RedisProcess server) {
    AtomicLong own = new AtomicLong();
    try (Jedis admin = server.admin()) {
      admin.configResetStat();
      await().atMost(PATIENCE).until(() -> timesAsked(admin) - own.getAndIncrement() >= 2);
    }
  }

  /** By anybody; an INFO counts from the next one on. */
  private static long timesAsked(Jedis admin) {
    Matcher calls = CALLS.matcher(admin.info("commandstats"));
    return calls.find() ? Long.parseLong(calls.group(1)) : 0;
  }
}
