package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.store.OneTimeUse;
import dev.postern.store.StoreException;
import dev.postern.store.Stores;
import dev.postern.store.contract.Answer;
import dev.postern.store.contract.Deed;
import dev.postern.store.contract.DenyingNode;
import dev.postern.store.contract.Race;
import dev.postern.store.contract.Taking;
import dev.postern.store.contract.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/**
 * The primary is lost while its replica lags behind (FAULTS R10): what was confirmed is there, and
 * of what is not somebody was told.
 */
class RedisFailoverTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LAG = Duration.ofMillis(20);
  private static final Duration BOUND = Duration.ofMillis(200);
  private static final int TRIALS = Integer.getInteger("soak.failover", 30);
  private static final int PORTION = 100;
  private static final int IN_VAIN = 2;

  private final RedisFixture fixture = new RedisFixture();
  private RedisProcess primary;
  private RedisProcess replica;
  private RedisProcess sentinel;
  private SlowReplication link;
  private final List<Watch> watches = new ArrayList<>();

  @BeforeEach
  void start() {
    primary = RedisProcess.start("--repl-diskless-sync-delay", "0");
    link = new SlowReplication(primary.port());
    replica = RedisProcess.start("--replicaof", "127.0.0.1", String.valueOf(link.port()));
    sentinel = primary.startSentinel(link.port());
    await().atMost(PATIENCE).until(() -> replication(replica).contains("master_link_status:up"));
  }

  @AfterEach
  void stop() {
    watches.forEach(Watch::stop);
    fixture.close();
    sentinel.close();
    replica.close();
    link.close();
    primary.close();
  }

  @Test
  void nothingThatWasConfirmedIsLostAndTheRestWasReportedAndHoldsInTheEnd() {
    DenyingNode here = node();
    DenyingNode there = node();
    OneTimeUse claims = open().oneTimeUse();
    await().atMost(PATIENCE).until(() -> there.answerToUntouched() == Answer.ACCEPTED);
    await().atMost(PATIENCE).until(() -> isClaimed(claims, "first"));
    Watch watch = watch(there);
    link.slowDown(LAG);
    List<Deed> all = new ArrayList<>(takeBack(here, 0, TRIALS, watch));
    List<String> claimed =
        IntStream.range(0, TRIALS)
            .mapToObj(n -> "slow" + n)
            .filter(key -> isClaimed(claims, key))
            .toList();
    link.cut();
    all.addAll(takeBack(here, TRIALS, TRIALS + IN_VAIN, watch));
    assertThat(isClaimed(claims, "in vain")).isFalse();
    List<Deed> confirmed = all.stream().filter(Deed::isConfirmed).toList();
    assertThat(confirmed).hasSizeGreaterThan(TRIALS).hasSizeLessThan(all.size());
    assertThat(claimed).isNotEmpty();
    await().atMost(PATIENCE).until(() -> Deed.areHeldBy(there, confirmed));
    long toldToComeBack = watch.unavailable();

    primary.kill();

    await().atMost(PATIENCE).until(() -> watch.unavailable() > toldToComeBack);
    failOver();
    // Before the others look at the log and tell it again what it lacks.
    DenyingNode fresh = awaitNode();
    await().atMost(PATIENCE).until(() -> fresh.answerToUntouched() == Answer.ACCEPTED);
    assertThat(confirmed).noneMatch(deed -> deed.answerOf(fresh) == Answer.ACCEPTED);
    for (String key : claimed) {
      assertThat(claimPatiently(claims, key, "another")).isEqualTo("owner");
    }
    assertThat(claimPatiently(claims, "in vain", "owner")).isEqualTo("owner");
    assertThat(claimPatiently(claims, "in vain", "another")).isEqualTo("owner");
    await().atMost(PATIENCE).until(() -> Deed.areHeldBy(here, all));
    await().atMost(PATIENCE).until(() -> Deed.areHeldBy(there, all));
    await().atMost(PATIENCE).until(() -> Deed.areHeldBy(fresh, all));
    watch.close();
    System.getLogger(RedisFailoverTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            "event=failover confirmed={0} reported={1} claimed={2} watch={3}",
            String.valueOf(confirmed.size()),
            String.valueOf(all.size() - confirmed.size()),
            String.valueOf(claimed.size()),
            watch);
  }

  @Test
  void whatWasTakenBackAfterTheReplicaLostItsLinkIsReportedAndHoldsInTheEnd() {
    DenyingNode here = node();
    DenyingNode there = node();
    OneTimeUse claims = open().oneTimeUse();
    await().atMost(PATIENCE).until(() -> there.answerToUntouched() == Answer.ACCEPTED);
    await().atMost(PATIENCE).until(() -> isClaimed(claims, "first"));
    link.breakOff();
    await().atMost(PATIENCE).until(() -> replication(primary).contains("connected_slaves:0"));

    List<Deed> all = takeBack(here, 0, 1, watch(there));

    assertThat(all).isNotEmpty().noneMatch(Deed::isConfirmed);
    assertThat(isClaimed(claims, "in vain")).isFalse();
    primary.kill();
    failOver();
    await().atMost(PATIENCE).until(() -> Deed.areHeldBy(here, all));
    await().atMost(PATIENCE).until(() -> Deed.areHeldBy(there, all));
    assertThat(claimPatiently(claims, "in vain", "owner")).isEqualTo("owner");
  }

  private Watch watch(DenyingNode node) {
    Watch watch = new Watch(node, BOUND);
    watches.add(watch);
    return watch;
  }

  /** In portions, so that each race is over in time where there are many. */
  private static List<Deed> takeBack(DenyingNode node, int from, int to, Watch watch) {
    List<Deed> all = new ArrayList<>();
    for (int first = from; first < to; first += PORTION) {
      all.addAll(takeBackAtOnce(node, first, Math.min(to, first + PORTION), watch));
    }
    return all;
  }

  /** Each kind in a thread of its own. */
  private static List<Deed> takeBackAtOnce(DenyingNode node, int from, int to, Watch watch) {
    List<Callable<List<Deed>>> each = new ArrayList<>();
    for (Taking way : Taking.values()) {
      each.add(
          () ->
              IntStream.range(from, to)
                  .mapToObj(n -> Deed.of(node, way, n))
                  .peek(watch::add)
                  .toList());
    }
    try (Race race = new Race()) {
      return race.run(each).stream().flatMap(List::stream).toList();
    }
  }

  private static boolean isClaimed(OneTimeUse claims, String key) {
    try {
      return claims.claim(key, "owner", CLOCK.instant().plusSeconds(600)).equals("owner");
    } catch (StoreException e) {
      return false;
    }
  }

  private static String claimPatiently(OneTimeUse claims, String key, String claimant) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(
            () -> claims.claim(key, claimant, CLOCK.instant().plusSeconds(600)), Objects::nonNull);
  }

  /** Sentinel names the new primary some time after it is one. */
  private DenyingNode awaitNode() {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(this::node, Objects::nonNull);
  }

  private DenyingNode node() {
    return new DenyingNode(open().denylist(), BOUND);
  }

  private Stores open() {
    return fixture.open(
        "redis-sentinel://localhost:" + sentinel.port() + "/main", "app", CLOCK, "1s");
  }

  /** Sentinel begins by itself when it has missed the primary for long. */
  private void failOver() {
    await()
        .atMost(PATIENCE)
        // It refuses while it is at it, and a server that becomes a primary closes its connections.
        .ignoreExceptions()
        .until(
            () -> {
              if (!replication(replica).contains("role:master")) {
                try (Jedis admin = sentinel.admin()) {
                  admin.sentinelFailover("main");
                }
              }
              return replication(replica).contains("role:master");
            });
  }

  private static String replication(RedisProcess server) {
    try (Jedis admin = server.admin()) {
      return admin.info("replication");
    }
  }
}
