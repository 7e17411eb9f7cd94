package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denial;
import dev.postern.store.Grace;
import dev.postern.store.LogPosition;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every call is one trip, counted at the wire: what was sent before a reply was waited for counts
 * once.
 */
class RoundTripTest {

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
    assertTrips(1, () -> sessions.update(key, Samples.delta(now)));
    assertTrips(
        1, () -> sessions.move(key, Samples.key(2), Samples.delta(now), GRACE, Optional.empty()));
    assertTrips(1, () -> sessions.delete(key));
  }

  @Test
  void everyOperationOnTheLogIsOneTrip() {
    assertTrips(1, () -> stores.denylist().append(denial()));
    assertTrips(1, () -> stores.denylist().readAfter(LogPosition.START));
  }

  @Test
  void everyKeyHasAnExpiryAndASessionIsSmall() {
    sessions.create(key, Samples.session(now), Optional.empty());
    sessions.move(key, Samples.key(2), Samples.delta(now), GRACE, Optional.empty());
    sessions.create(Samples.key(3), Samples.session(now), Optional.empty());
    sessions.delete(Samples.key(3));
    stores.denylist().append(denial());

    try (var admin = redis.admin()) {
      assertThat(admin.keys("*"))
          .hasSizeGreaterThanOrEqualTo(5)
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
    stores.denylist().append(denial());
    stores.denylist().readAfter(LogPosition.START);
  }

  private Denial denial() {
    return new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60));
  }

  private void assertTrips(int expected, Runnable operation) {
    int before = proxy.trips();
    operation.run();
    assertThat(proxy.trips() - before).isEqualTo(expected);
  }
}
