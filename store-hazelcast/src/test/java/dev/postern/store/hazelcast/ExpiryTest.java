package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Lifetime;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.contract.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept, looked at and left when sessions end by time. */
class ExpiryTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final SessionKey KEY = Samples.key(1);

  private static Members members;

  private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final MutableClock clock = new MutableClock(start);
  private final CountedMaps maps = new CountedMaps(members.member(0));
  private final IMap<String, byte[]> ends = members.member(0).getMap(MapConfigs.endsOf("test"));
  private final IMap<String, byte[]> sessions =
      members.member(0).getMap(MapConfigs.sessionsOf("test"));
  private final HazelcastSessionStore store = new HazelcastSessionStore(maps.sessions(), clock);

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @BeforeEach
  void createSession() {
    ends.clear();
    sessions.clear();
    store.create(KEY, Samples.session(start, IDLE), Optional.empty());
    maps.reset();
  }

  @Test
  void aSessionAndItsNoteAreKeptBeyondItsEnd() {
    Instant kept = start.plus(IDLE).plus(SessionStore.EXPIRED_KEPT);

    assertThat(expirationOf(sessions, KEY.value())).isAfterOrEqualTo(kept);
    assertThat(expirationOf(ends, ends.keySet().iterator().next()))
        .isBetween(kept, kept.plus(Duration.ofMinutes(2)));

    clock.advance(IDLE.minusSeconds(1));
    store.find(KEY, Optional.of(clock.instant()));

    assertThat(expirationOf(sessions, KEY.value())).isAfterOrEqualTo(kept);
  }

  @Test
  void whileNothingIsDueAQueryIsAll() {
    assertThat(store.takeExpired(50)).isEmpty();

    assertThat(maps.rounds()).isEqualTo(1);
    assertThat(maps.operations()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftOfASessionThatWasTaken() {
    clock.advance(IDLE);

    assertThat(store.takeExpired(50)).extracting(StoredSession::key).containsExactly(KEY);

    assertThat(ends.keySet()).isEmpty();
    assertThat(store.find(KEY, Optional.empty())).isEqualTo(new FindResult.Absent());
    assertThat(store.create(KEY, Samples.session(clock.instant(), IDLE), Optional.empty()))
        .isEqualTo(CreateResult.CREATED);
  }

  @Test
  void aSessionThatHadTimedOutBeforeItsDeletionIsGivenAwayAllTheSame() {
    clock.advance(IDLE);

    assertThat(store.delete(KEY)).isEmpty();

    assertThat(store.takeExpired(50)).extracting(StoredSession::key).containsExactly(KEY);
    assertThat(store.takeExpired(50)).isEmpty();
  }

  @Test
  void aSessionThatLivesOnHasOneNoteHoweverOftenItWasUsed() {
    for (int use = 0; use < 5; use++) {
      clock.advance(IDLE.dividedBy(5));
      store.find(KEY, Optional.of(clock.instant()));
    }

    assertThat(store.takeExpired(50)).isEmpty();

    assertThat(ends.keySet()).containsExactly(new Note(clock.instant().plus(IDLE), KEY).text());
  }

  @Test
  void anEndThatComesNearerIsNoted() {
    Lifetime shorter = new Lifetime(Duration.ofMinutes(1), start.plus(Duration.ofHours(1)));
    store.update(
        KEY,
        new SessionDelta(
            Optional.empty(),
            Map.of(),
            Set.of(),
            start,
            Optional.of(shorter),
            OptionalLong.empty()));

    clock.advance(Duration.ofMinutes(1));

    assertThat(store.takeExpired(50)).hasSize(1);
  }

  @Test
  void moreThanAreReadAtOnceAreAllTaken() {
    for (int n = 2; n <= 250; n++) {
      store.create(Samples.key(n), Samples.session(start, IDLE), Optional.empty());
    }
    clock.advance(IDLE);

    assertThat(store.takeExpired(1_000)).hasSize(250);
    assertThat(ends.keySet()).isEmpty();
  }

  private static Instant expirationOf(IMap<String, byte[]> map, String key) {
    return Instant.ofEpochMilli(new Grid(map, MapConfigs.SESSION_LIFE).expirationOf(key));
  }
}
