package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How sessions end by time when clocks, memory or the order of things are not as they should be.
 */
class RedisEndsTest {

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final FindResult ABSENT = new FindResult.Absent();

  private final RedisFixture fixture = new RedisFixture();
  private final MutableClock clock = new MutableClock(Instant.ofEpochSecond(1_900_000_000));
  private final SessionKey key = Samples.key(1);
  private RedisProcess redis;
  private SessionStore sessions;

  @BeforeEach
  void start() {
    redis = RedisProcess.start();
    sessions = fixture.open(redis.uri(), "app", clock).sessions();
    sessions.create(key, Samples.session(clock.instant()), Optional.empty());
  }

  @AfterEach
  void stop() {
    fixture.close();
    redis.close();
  }

  // A14
  @Test
  void aNodeWhoseClockIsFastEndsNobodysSession() {
    MutableClock fast = new MutableClock(clock.instant().plus(Duration.ofHours(1)));
    SessionStore ahead = fixture.open(redis.uri(), "app", fast).sessions();

    assertThat(ahead.takeExpired(9)).isEmpty();

    assertThat(sessions.find(key, Optional.empty())).isInstanceOf(FindResult.Found.class);
    elapse(IDLE);
    assertThat(keysOf(sessions.takeExpired(9))).containsExactly(key);
  }

  @Test
  void aSessionThatIsDeletedAfterItsEndIsGivenAwayAllTheSameAndStaysBuried() {
    elapse(IDLE);

    assertThat(sessions.delete(key)).isEmpty();
    assertThat(create(key)).isEqualTo(CreateResult.TAKEN);
    assertThat(keysOf(sessions.takeExpired(9))).containsExactly(key);

    assertThat(create(key)).isEqualTo(CreateResult.TAKEN);
    assertThat(sessions.takeExpired(9)).isEmpty();
  }

  @Test
  void aSessionThatWasDeletedAfterItsEndIsGoneForANodeWhoseClockIsSlow() {
    SessionStore behind =
        fixture.open(redis.uri(), "app", new MutableClock(clock.instant())).sessions();
    elapse(IDLE);

    sessions.delete(key);

    assertThat(behind.find(key, Optional.empty())).isEqualTo(ABSENT);
    assertThat(behind.update(key, Samples.delta(clock.instant())))
        .isEqualTo(new UpdateResult.Gone());
    assertThat(behind.attribute(key, "a")).isEmpty();
  }

  @Test
  void aLifetimeThatWasShortenedIsNoticed() {
    Instant now = clock.instant();
    Lifetime shorter = new Lifetime(Duration.ofSeconds(1), now.plusSeconds(600));
    sessions.update(key, Samples.living(shorter, now));

    elapse(Duration.ofSeconds(1));

    assertThat(keysOf(sessions.takeExpired(9))).containsExactly(key);
  }

  @Test
  void aMoveIntoThePastEndsTheSession() {
    Instant now = clock.instant();
    Lifetime over = new Lifetime(Duration.ZERO, now.minus(Duration.ofDays(1)));

    sessions.move(key, Samples.key(2), Samples.living(over, now), Grace.NONE, Optional.empty());

    assertThat(sessions.find(Samples.key(2), Optional.empty())).isEqualTo(ABSENT);
    assertThat(sessionKeys()).isEmpty();
  }

  @Test
  void whatNobodyTakesIsGoneAfterAWhile() {
    elapse(IDLE.plus(SessionStore.EXPIRED_KEPT));

    assertThat(sessionKeys()).isEmpty();
    assertThat(sessions.takeExpired(9)).isEmpty();
  }

  @Test
  void theScheduleDoesNotGrowIfNobodyLooks() {
    elapse(Duration.ofMinutes(40));
    create(Samples.key(2));
    elapse(Duration.ofMinutes(40));
    create(Samples.key(3));

    try (var admin = redis.admin()) {
      assertThat(admin.zrange("postern:app:ends:{0}", 0, -1))
          .containsExactly(Samples.key(2).value(), Samples.key(3).value());
    }
  }

  // R15
  @Test
  void aFullServerStillTouchesEndsAndGivesAway() {
    create(Samples.key(2));
    create(Samples.key(3));
    elapse(IDLE.dividedBy(2));
    try (var admin = redis.admin()) {
      admin.configSet("maxmemory", "1");
    }

    assertThat(sessions.find(Samples.key(3), Optional.of(clock.instant())))
        .isInstanceOf(FindResult.Found.class);
    assertThatThrownBy(
            () ->
                sessions.update(
                    Samples.key(3),
                    Samples.setting("b", new StoredValue.Bytes(new byte[9]), clock.instant())))
        .isInstanceOf(StoreException.class);
    elapse(IDLE.dividedBy(2));
    assertThat(sessions.delete(key)).isEmpty();

    assertThat(keysOf(sessions.takeExpired(9))).containsExactlyInAnyOrder(key, Samples.key(2));
    elapse(IDLE);
    assertThat(keysOf(sessions.takeExpired(9))).containsExactly(Samples.key(3));
  }

  private CreateResult create(SessionKey fresh) {
    return sessions.create(fresh, Samples.session(clock.instant()), Optional.empty());
  }

  private void elapse(Duration length) {
    redis.elapse(length, "postern:app:");
    clock.advance(length);
  }

  private Iterable<String> sessionKeys() {
    try (var admin = redis.admin()) {
      return admin.keys("postern:app:s:*");
    }
  }

  private static List<SessionKey> keysOf(List<StoredSession> taken) {
    return taken.stream().map(StoredSession::key).toList();
  }
}
