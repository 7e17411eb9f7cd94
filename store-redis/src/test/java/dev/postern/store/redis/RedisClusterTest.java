package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.CreateResult;
import dev.postern.store.Denial;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.UpdateResult;
import dev.postern.store.contract.SessionStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The contract on a cluster of two, where a session's old and new key are on different servers. */
class RedisClusterTest extends SessionStoreContract {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String PASSWORD = "s3cret-parcel";
  private static final String SLOTS = "cluster|slots";
  private static final String LACKS =
      "redis: the user of store.uri lacks rights. Grant them: ACL SETUSER … ";

  private static RedisCluster cluster;

  private final RedisFixture fixture = new RedisFixture();
  private String app;
  private Clock clockOfStore;

  @BeforeAll
  static void start() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected SessionStore newStore(Clock storeClock) {
    app = RedisFixture.freshApp();
    clockOfStore = storeClock;
    return fixture.open(cluster.uri(), app, storeClock).sessions();
  }

  @Override
  protected SessionStore otherNode(SessionStore first) {
    return fixture.open(cluster.uri(), app, clockOfStore).sessions();
  }

  @Override
  protected void elapse(Duration length) {
    cluster.elapse(length, "postern:" + app + ":");
    super.elapse(length);
  }

  @Override
  protected int trials() {
    return 1_000;
  }

  @Test
  void theLogAndItsNameAreOnOneServer() {
    var denylist = fixture.open(cluster.uri(), app, clockOfStore).denylist();
    var now = clockOfStore.instant();

    denylist.append(new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60)));

    assertThat(denylist.readAfter(LogPosition.START).denials()).hasSize(1);
  }

  @Test
  void theDocumentedRightsAreEnoughForEveryOperation() throws IOException {
    String[] rights = rights("+" + SLOTS, "+asking");
    cluster.setUser("postern", PASSWORD, rights);

    EveryOperation.on(
        fixture.open(cluster.uriFor("postern:" + PASSWORD), RedisFixture.freshApp(), CLOCK), CLOCK);

    assertThat(Files.readString(Path.of("README.md")))
        .contains("On a cluster add `+" + SLOTS + " +asking`");
  }

  // R18
  @Test
  void aRightThatIsMissingIsNamed() {
    cluster.setUser("no-slots", PASSWORD, rights("+asking"));
    cluster.setUser("no-asking", PASSWORD, rights("+" + SLOTS));

    assertThatThrownBy(() -> fixture.open(cluster.uriFor("no-slots:" + PASSWORD), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage(LACKS + "+" + SLOTS);
    assertThatThrownBy(() -> fixture.open(cluster.uriFor("no-asking:" + PASSWORD), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage(LACKS + "+asking");
    assertThatThrownBy(() -> fixture.open(cluster.uriFor("no-asking:other"), "app", CLOCK))
        .isInstanceOf(StoreException.class)
        .hasMessage("redis: the server refuses the user or password of store.uri");
  }

  // R12
  @Test
  void aSlotThatHasMovedOrIsJustMovingIsFollowed() {
    cluster.setUser("follower", PASSWORD, rights("+" + SLOTS, "+asking"));
    var sessions =
        fixture.open(cluster.uriFor("follower:" + PASSWORD), app, clockOfStore).sessions();
    SessionKey moved = freshKeyOnTheFirst();
    SessionKey moving = freshKeyOnTheFirst();
    setSlot(cluster.second(), moved, "NODE", cluster.second());
    setSlot(cluster.first(), moved, "NODE", cluster.second());
    setSlot(cluster.second(), moving, "IMPORTING", cluster.first());
    setSlot(cluster.first(), moving, "MIGRATING", cluster.second());

    for (SessionKey key : List.of(moved, moving)) {
      assertThat(sessions.create(key, Samples.session(clockOfStore.instant()), Optional.empty()))
          .isEqualTo(CreateResult.CREATED);
      assertThat(sessions.update(key, Samples.delta(clockOfStore.instant())))
          .isEqualTo(new UpdateResult.Saved(2));
      assertThat(sessions.delete(key)).isPresent();
    }

    setSlot(cluster.second(), moving, "NODE", cluster.second());
    setSlot(cluster.first(), moving, "NODE", cluster.second());
  }

  private static String[] rights(String... more) {
    return Stream.concat(Stream.of(StartupCheckTest.RULES), Stream.of(more)).toArray(String[]::new);
  }

  /** One in an empty slot of the first server. */
  private SessionKey freshKeyOnTheFirst() {
    try (Jedis admin = cluster.first().admin()) {
      return IntStream.generate(NUMBERS::incrementAndGet)
          .mapToObj(Samples::key)
          .filter(key -> isFree(admin, slotOf(key)))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean isFree(Jedis admin, int slot) {
    return slot < RedisCluster.FIRST_OF_SECOND && admin.clusterCountKeysInSlot(slot) == 0;
  }

  private int slotOf(SessionKey key) {
    return JedisClusterCRC16.getSlot(SessionNames.of(app).nameOf(key));
  }

  private void setSlot(RedisProcess told, SessionKey key, String state, RedisProcess other) {
    try (Jedis admin = told.admin();
        Jedis otherAdmin = other.admin()) {
      String slot = String.valueOf(slotOf(key));
      admin.sendCommand(Command.CLUSTER, "SETSLOT", slot, state, otherAdmin.clusterMyId());
    }
  }
}
