package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/** What lies between the steps of an operation whose keys are on several servers. */
class ClusterFilingTest {

  private static final SubjectKey SUBJECT = new SubjectKey("s".repeat(43));
  private static final Optional<Instant> NO_ACCESS = Optional.empty();

  private static RedisCluster cluster;

  private final RedisFixture fixture = new RedisFixture();
  private final AtomicInteger numbers = new AtomicInteger();
  private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(1_900_000_000));
  private String app;
  private SessionStore sessions;

  @BeforeAll
  static void startCluster() {
    cluster = RedisCluster.start();
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void open() {
    app = RedisFixture.freshApp();
    sessions = fixture.open(cluster.uri(), app, clock).sessions();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aSessionThatIsAboutToBeStoredKeepsItsPlace() {
    enrolledBy(clock.instant());

    assertThat(sessions.findBySubject(SUBJECT)).isEmpty();

    assertThat(create(1)).isEqualTo(CreateResult.FULL);
  }

  @Test
  void aSessionThatIsLateLeavesItsPlaceAndCannotBeStoredAnyMore() {
    SessionKey late = enrolledBy(clock.instant());
    clock.advance(Duration.ofSeconds(2));

    assertThat(create(1)).isEqualTo(CreateResult.CREATED);

    assertThat(sessions.create(late, Samples.session(clock.instant()), Optional.empty()))
        .isEqualTo(CreateResult.TAKEN);
    assertThat(sessions.findBySubject(SUBJECT)).hasSize(1);
  }

  @Test
  void aSessionThatIsThereIsNeverLate() {
    assertThat(create(1)).isEqualTo(CreateResult.CREATED);
    clock.advance(Duration.ofSeconds(2));

    assertThat(create(1)).isEqualTo(CreateResult.FULL);

    assertThat(sessions.findBySubject(SUBJECT)).hasSize(1);
  }

  @Test
  void thePlaceOfASessionThatWasNeverStoredIsGivenBackAfterAWhile() {
    enrolledBy(clock.instant());
    clock.advance(SessionStore.TOMBSTONE_LIFE);

    assertThat(sessions.findBySubject(SUBJECT)).isEmpty();

    assertThat(create(1)).isEqualTo(CreateResult.CREATED);
  }

  @Test
  void aSessionThatMovesWhileItsSubjectIsLookedAtIsFound() {
    SessionKey from = freshKey();
    SessionKey to = freshKey();
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(SUBJECT, 9));
    sessions.create(from, Samples.session(clock.instant()), enrolment);
    Grace grace = new Grace(Duration.ofMinutes(9), false);
    sessions.move(from, to, Samples.delta(clock.instant()), grace, enrolment);
    onHome(
        SessionNames.of(app).nameOf(SUBJECT),
        admin -> {
          byte[] name = SessionNames.of(app).nameOf(SUBJECT);
          admin.zrem(name, Text.bytes(to.value()));
          return admin.zadd(name, 1, Text.bytes(from.value()));
        });

    assertThat(sessions.findBySubject(SUBJECT)).extracting(StoredSession::key).containsExactly(to);
  }

  @Test
  void aCreateThatIsRepeatedDoesNotTakeThePlaceFromTheSessionThatIsThere() {
    SessionKey key = freshKey();
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(SUBJECT, 1));
    sessions.create(key, Samples.session(clock.instant()), enrolment);

    assertThat(sessions.create(key, Samples.session(clock.instant()), enrolment))
        .isEqualTo(CreateResult.TAKEN);

    assertThat(sessions.findBySubject(SUBJECT)).extracting(StoredSession::key).containsExactly(key);
  }

  @Test
  void theCopyOfAMoveThatFailedIsTakenAwayButAnEndedOneStaysEnded() {
    SessionKey copy = freshKey();
    SessionKey ended = freshKey();
    for (SessionKey key : List.of(copy, ended)) {
      sessions.create(key, Samples.session(clock.instant()), Optional.empty());
    }
    sessions.delete(ended);

    retract(copy);
    retract(ended);

    assertThat(sessions.create(copy, Samples.session(clock.instant()), Optional.empty()))
        .isEqualTo(CreateResult.CREATED);
    assertThat(sessions.create(ended, Samples.session(clock.instant()), Optional.empty()))
        .isEqualTo(CreateResult.TAKEN);
  }

  @Test
  void largeAttributesCrossFromOneServerToAnother() {
    StoredValue large = new StoredValue.Bytes(new byte[9_000]);
    for (int trial = 0; trial < 10; trial++) {
      SessionKey from = freshKey();
      SessionKey to = freshKey();
      sessions.create(from, Samples.session(clock.instant()), Optional.empty());
      sessions.update(from, Samples.setting("large", large, clock.instant()));

      sessions.move(from, to, Samples.delta(clock.instant()), Grace.NONE, Optional.empty());

      FindResult found = sessions.find(to, NO_ACCESS);
      assertThat(((FindResult.Found) found).session().attributes())
          .containsEntry("large", new StoredValue.Deferred(9_000));
      assertThat(sessions.attribute(to, "large")).contains(large);
    }
  }

  @Test
  void everyKeyHasAnExpiry() {
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(SUBJECT, 9));
    SessionKey from = freshKey();
    sessions.create(from, Samples.session(clock.instant()), enrolment);
    sessions.move(
        from,
        freshKey(),
        Samples.delta(clock.instant()),
        new Grace(Duration.ofMinutes(9), true),
        enrolment);
    sessions.delete(freshKey());

    for (RedisProcess server : new RedisProcess[] {cluster.first(), cluster.second()}) {
      try (Jedis admin = server.admin()) {
        assertThat(admin.keys("postern:" + app + ":*"))
            .allSatisfy(name -> assertThat(admin.pttl(name)).isPositive());
      }
    }
  }

  /** As if a node had died after the first step of a login. */
  private SessionKey enrolledBy(Instant when) {
    SessionKey key = freshKey();
    byte[] name = SessionNames.of(app).nameOf(SUBJECT);
    onHome(
        name,
        admin -> {
          admin.zadd(name, (double) when.toEpochMilli(), Text.bytes(key.value()));
          return admin.pexpire(name, 600_000);
        });
    return key;
  }

  private void retract(SessionKey key) {
    byte[] name = SessionNames.of(app).nameOf(key);
    onHome(
        name,
        admin ->
            Script.RETRACT.run(new Wire(admin.getConnection(), false), List.of(name), List.of()));
  }

  private CreateResult create(int most) {
    return sessions.create(
        freshKey(), Samples.session(clock.instant()), Optional.of(new Enrolment(SUBJECT, most)));
  }

  private static <T> T onHome(byte[] name, Function<Jedis, T> command) {
    boolean isFirst = JedisClusterCRC16.getSlot(name) < RedisCluster.FIRST_OF_SECOND;
    try (Jedis admin = (isFirst ? cluster.first() : cluster.second()).admin()) {
      return command.apply(admin);
    }
  }

  private SessionKey freshKey() {
    return Samples.key(numbers.incrementAndGet());
  }
}
