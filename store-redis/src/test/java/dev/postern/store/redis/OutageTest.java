package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.store.Denial;
import dev.postern.store.FindResult;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredValue;
import dev.postern.store.Stores;
import dev.postern.store.contract.Race;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** Trouble with the server: always a StoreException, in time, and over as soon as the server is. */
class OutageTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Duration DEADLINE = Duration.ofMillis(600);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int THREADS = 100;

  /** A machine may stall in one of them; a time-out that is missing shows in each. */
  private static final int ATTEMPTS = 5;

  private final RedisFixture fixture = new RedisFixture();
  private final Instant now = CLOCK.instant();
  private RedisProcess redis;
  private Stores stores;
  private SessionStore sessions;

  @BeforeEach
  void start() {
    redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
    stores = fixture.open(redis.uri(), "app", CLOCK);
    sessions = stores.sessions();
    sessions.create(Samples.key(1), Samples.session(now), Optional.empty());
  }

  @AfterEach
  void stop() {
    fixture.close();
    redis.close();
  }

  // R1
  @Test
  void aServerThatIsGoneIsAnOutageAndNobodyIsLoggedOut() {
    Stores shipped = fixture.asShipped(redis.uri(), "app", CLOCK);
    redis.kill();

    assertThat(best(() -> timeOf(() -> failingFind(shipped)))).isLessThan(DEADLINE);
    assertThatThrownBy(() -> shipped.denylist().append(denial()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> shipped.sessions().delete(Samples.key(1)))
        .isInstanceOf(StoreException.class);

    redis.restart();

    await().atMost(PATIENCE).ignoreExceptions().until(() -> isFound(shipped));
  }

  // R3
  @Test
  void aFrozenServerKeepsNobodyLongerThanTheDeadline() {
    Stores shipped = fixture.asShipped(redis.uri(), "app", CLOCK);
    redis.freeze();

    assertThat(best(() -> longestOfMany(() -> failingFind(shipped)))).isLessThan(DEADLINE);

    redis.thaw();

    await().atMost(PATIENCE).ignoreExceptions().until(() -> isFound(shipped));
  }

  // R23
  @Test
  void aReadSurvivesTheLossOfEveryConnection() {
    for (int trial = 0; trial < 50; trial++) {
      try (Jedis admin = redis.admin()) {
        admin.sendCommand(Command.CLIENT, "KILL", "TYPE", "normal", "SKIPME", "yes");
      }

      assertThat(isFound(stores)).isTrue();
    }
  }

  // R2
  @Test
  void aServerThatLostItsScriptsIsTaughtThemAgain() {
    try (Jedis admin = redis.admin()) {
      admin.scriptFlush();
    }

    assertThat(sessions.update(Samples.key(1), Samples.delta(now))).isNotNull();
    stores.denylist().append(denial());
  }

  // R14
  @Test
  void aLogThatWasLostHasAnotherName() {
    stores.denylist().append(denial());
    String name = stores.denylist().readAfter(LogPosition.START).log();

    try (Jedis admin = redis.admin()) {
      admin.flushAll();
    }

    assertThat(stores.denylist().readAfter(LogPosition.START).log()).isNotEqualTo(name);
    assertThat(stores.denylist().readAfter(LogPosition.START).newest())
        .isEqualTo(LogPosition.START);
  }

  // R15
  @Test
  void aFullServerRefusesNewSessionsButStillEndsOldOnes() {
    try (Jedis admin = redis.admin()) {
      admin.configSet("maxmemory", "1");
    }

    assertThatThrownBy(
            () -> sessions.create(Samples.key(2), Samples.session(now), Optional.empty()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> stores.denylist().append(denial())).isInstanceOf(StoreException.class);
    assertThat(isFound(stores)).isTrue();
    assertThat(sessions.delete(Samples.key(1))).isPresent();
    assertThat(isFound(stores)).isFalse();
  }

  @Test
  void aDenialIsConfirmedByAReplicaOrReportedAsNotConfirmed() {
    try (RedisProcess replica =
        RedisProcess.start(
            "--replicaof",
            "127.0.0.1",
            String.valueOf(redis.port()),
            "--repl-diskless-sync-delay",
            "0")) {
      awaitReplica(replica);

      stores.denylist().append(denial());

      try (Jedis admin = replica.admin()) {
        assertThat(admin.xlen("postern:{app}:denials")).isEqualTo(1);
      }

      Stores lessPatient = fixture.open(redis.uri(), "app", CLOCK, "3s");
      replica.freeze();

      assertThatThrownBy(() -> lessPatient.denylist().append(denial()))
          .isInstanceOf(StoreException.class)
          .hasMessage("redis: append is not confirmed");

      replica.thaw();
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> lessPatient.denylist().append(denial()));
    }
  }

  @Test
  void plainReferencesAreRefused() {
    assertThatThrownBy(
            () ->
                sessions.create(
                    Samples.key(3),
                    new SessionRecord(
                        new StoredValue.Reference("x"),
                        Map.of(),
                        now,
                        Samples.session(now).lifetime(),
                        1),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void awaitReplica(RedisProcess replica) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try (Jedis admin = replica.admin()) {
                return admin.info("replication").contains("master_link_status:up");
              }
            });
  }

  private static void failingFind(Stores stores) {
    assertThatThrownBy(() -> stores.sessions().find(Samples.key(1), Optional.empty()))
        .isInstanceOf(StoreException.class);
  }

  private static boolean isFound(Stores stores) {
    return stores.sessions().find(Samples.key(1), Optional.empty()) instanceof FindResult.Found;
  }

  private Denial denial() {
    return new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60));
  }

  private static Duration best(Supplier<Duration> attempt) {
    return Stream.generate(attempt).limit(ATTEMPTS).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Duration longestOfMany(Runnable operation) {
    try (Race race = new Race()) {
      return Collections.max(
          race.run(Collections.nCopies(THREADS, (Callable<Duration>) () -> timeOf(operation))));
    }
  }

  private static Duration timeOf(Runnable operation) {
    long start = System.nanoTime();
    operation.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
