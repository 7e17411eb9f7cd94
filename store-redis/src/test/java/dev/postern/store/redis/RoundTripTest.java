package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.Denial;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredValue;
import dev.postern.store.Stores;
import dev.postern.store.SubjectKey;
import dev.postern.store.contract.CountingProxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every call is one trip, counted at the wire: what was sent before a reply was waited for counts
 * once.
 */
class RoundTripTest {

  private static final Optional<Instant> NO_ACCESS = Optional.empty();
  private static final SubjectKey SUBJECT = new SubjectKey("s".repeat(43));
  private static final Grace GRACE = new Grace(Duration.ofSeconds(10), true);

  private final Instant now = Clock.systemUTC().instant();
  private final RedisFixture fixture = new RedisFixture();
  private final SessionKey key = Samples.key(1);
  private RedisProcess redis;
  private CountingProxy proxy;
  private Stores stores;
  private SessionStore sessions;

  @BeforeEach
  void start() {
    redis = RedisProcess.start();
    proxy = new CountingProxy(redis.port());
    stores = fixture.open("redis://localhost:" + proxy.port(), "app", Clock.systemUTC());
    sessions = stores.sessions();
    warmUp();
  }

  @AfterEach
  void stop() {
    fixture.close();
    proxy.close();
    redis.close();
  }

  @Test
  void everyOperationOnASessionIsOneTrip() {
    assertTrips(1, () -> sessions.create(key, Samples.session(now), Optional.empty()));
    assertTrips(1, () -> sessions.find(key, Optional.empty()));
    assertTrips(1, () -> sessions.find(key, Optional.of(now.plusSeconds(1))));
    assertTrips(1, () -> sessions.attribute(key, "a"));
    assertTrips(1, () -> sessions.update(key, Samples.delta(now)));
    assertTrips(
        1, () -> sessions.move(key, Samples.key(2), Samples.delta(now), GRACE, Optional.empty()));
    assertTrips(1, () -> sessions.delete(Samples.key(2)));
  }

  @Test
  void toEnrolASessionTakesNoTripMore() {
    assertTrips(1, () -> sessions.create(key, Samples.session(now), enrolled(9)));
    assertTrips(
        1, () -> sessions.move(key, Samples.key(2), Samples.delta(now), GRACE, enrolled(9)));
    assertTrips(1, () -> sessions.create(Samples.key(3), Samples.session(now), enrolled(1)));
    assertTrips(1, () -> sessions.findBySubject(SUBJECT));
    assertTrips(1, () -> sessions.delete(key));
  }

  @Test
  void whoeverLogsOutLeavesRoomAtOnce() {
    sessions.create(key, Samples.session(now), enrolled(1));
    sessions.delete(key);

    assertThat(sessions.create(Samples.key(2), Samples.session(now), enrolled(1)))
        .isEqualTo(CreateResult.CREATED);
  }

  @Test
  void aLookUpMovesNoLargeAttributeAndTheAttributeIsOneTrip() {
    StoredValue large = new StoredValue.Bytes(new byte[1 << 20]);
    sessions.create(key, Samples.session(now), Optional.empty());
    sessions.update(key, Samples.setting("large", large, now));

    for (Optional<Instant> access : List.of(NO_ACCESS, Optional.of(now.plusSeconds(1)))) {
      long before = proxy.bytes();
      FindResult found = sessions.find(key, access);
      assertThat(proxy.bytes() - before).isLessThan(10 * 1_024);
      assertThat(((FindResult.Found) found).session().attributes())
          .containsEntry("large", new StoredValue.Deferred(1 << 20))
          .containsKey("a");
    }

    assertTrips(1, () -> assertThat(sessions.attribute(key, "large")).contains(large));
  }

  @Test
  void manyAttributesBesideALargeOneAreAllFound() {
    sessions.create(key, Samples.session(now), Optional.empty());
    sessions.update(key, Samples.setting("large", new StoredValue.Bytes(new byte[5_000]), now));
    Map<String, StoredValue> many =
        IntStream.range(0, 3_000)
            .boxed()
            .collect(
                Collectors.toMap(
                    n -> "many" + n, n -> new StoredValue.Bytes(new byte[] {1, (byte) (int) n})));
    sessions.update(key, Samples.setting(many, now));

    FindResult found = sessions.find(key, NO_ACCESS);

    assertThat(((FindResult.Found) found).session().attributes())
        .containsAllEntriesOf(many)
        .hasSize(3_002);
  }

  @Test
  void fiftyEndedSessionsAreTakenInFewTrips() {
    for (int n = 10; n < 61; n++) {
      sessions.create(Samples.key(n), Samples.session(now), enrolled(100));
    }
    redis.elapse(Duration.ofSeconds(60), "postern:");
    SessionStore later = later(Duration.ofSeconds(60));
    assertThat(later.takeExpired(1)).hasSize(1);

    int before = proxy.trips();
    assertThat(later.takeExpired(50)).hasSize(50);
    assertThat(proxy.trips() - before).isLessThanOrEqualTo(8);

    try (var admin = redis.admin()) {
      assertThat(admin.keys("postern:app:u:*")).isEmpty();
      assertThat(admin.exists("postern:app:s:{" + Samples.key(10).value() + "}")).isFalse();
    }
  }

  @Test
  void everyOperationOnTheLogIsOneTrip() {
    assertTrips(1, () -> stores.denylist().append(denial()));
    assertTrips(1, () -> stores.denylist().readAfter(LogPosition.START));
  }

  @Test
  void aClaimIsOneTripWhoeverIsFirst() {
    assertTrips(1, () -> stores.oneTimeUse().claim("k", "first", now.plusSeconds(60)));
    assertTrips(1, () -> stores.oneTimeUse().claim("k", "second", now.plusSeconds(60)));
  }

  @Test
  void everyKeyHasAnExpiryAndASessionIsSmall() {
    sessions.create(key, Samples.session(now), Optional.empty());
    sessions.move(key, Samples.key(2), Samples.delta(now), GRACE, Optional.empty());
    sessions.create(Samples.key(3), Samples.session(now), enrolled(1));
    sessions.delete(Samples.key(3));
    sessions.create(Samples.key(4), Samples.session(now), enrolled(1));
    stores.denylist().append(denial());
    stores.oneTimeUse().claim("k", "me", now.plusSeconds(60));

    try (var admin = redis.admin()) {
      assertThat(admin.keys("*"))
          .hasSizeGreaterThanOrEqualTo(9)
          .allSatisfy(name -> assertThat(admin.pttl(name)).isPositive());
      assertThat(admin.keys("*")).allMatch(name -> name.startsWith("postern:"));
      assertThat(admin.memoryUsage("postern:app:s:{" + Samples.key(2).value() + "}"))
          .isLessThan(600);
    }
  }

  /** The first use of each script sends its text, and of each pool opens a connection. */
  private void warmUp() {
    SessionKey other = Samples.key(8);
    sessions.create(other, Samples.session(now), Optional.empty());
    sessions.find(other, Optional.of(now.plusSeconds(1)));
    sessions.update(other, Samples.delta(now));
    sessions.move(other, Samples.key(9), Samples.delta(now), GRACE, Optional.empty());
    sessions.delete(other);
    sessions.findBySubject(SUBJECT);
    stores.denylist().append(denial());
    stores.denylist().readAfter(LogPosition.START);
    stores.oneTimeUse().claim("warm", "me", now.plusSeconds(60));
  }

  private Denial denial() {
    return new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60));
  }

  private static Optional<Enrolment> enrolled(int most) {
    return Optional.of(new Enrolment(SUBJECT, most));
  }

  /** The same store on a node whose clock shows a later time. */
  private SessionStore later(Duration by) {
    return fixture
        .open("redis://localhost:" + proxy.port(), "app", Clock.offset(Clock.systemUTC(), by))
        .sessions();
  }

  private void assertTrips(int expected, Runnable operation) {
    int before = proxy.trips();
    operation.run();
    assertThat(proxy.trips() - before).isEqualTo(expected);
  }
}
