package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.Denial;
import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.LogPosition;
import dev.postern.store.SubjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call of a map is one trip to the owner of the key. */
class RoundTripTest {

  private final Instant now = Instant.now();
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Grace GRACE = new Grace(Duration.ofSeconds(30), true);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private static Members members;

  private final CountedMaps maps = new CountedMaps(members.member(0));
  private final HazelcastSessionStore store =
      new HazelcastSessionStore(maps.sessions(), Clock.systemUTC());
  private final HazelcastSessionStore other =
      new HazelcastSessionStore(Members.maps(members.member(0)), Clock.systemUTC());
  private int key;
  private Optional<Enrolment> alice = Optional.empty();

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
    key = KEYS.addAndGet(10);
    alice = Optional.of(new Enrolment(new SubjectKey(Samples.key(key).value()), 9));
    store.create(Samples.key(key), Samples.session(now, IDLE), Optional.empty());
    assertTrips(1, 1);
  }

  @Test
  void findIsOneTripAndOneMoreWhenItMovesTheLastAccess() {
    store.find(Samples.key(key), Optional.empty());
    assertTrips(1, 0);

    store.find(Samples.key(key), Optional.of(now.plusSeconds(1)));
    assertTrips(2, 0);
  }

  @Test
  void aRequestThatReadsAndWritesIsTwoTrips() {
    store.find(Samples.key(key), Optional.empty());
    store.update(Samples.key(key), Samples.set("b", now));

    assertTrips(2, 0);
  }

  @Test
  void anUpdateWhoseGuessIsWrongReadsFirst() {
    other.update(Samples.key(key), Samples.set("b", now));

    store.update(Samples.key(key), Samples.set("c", now));

    assertTrips(3, 0);
  }

  @Test
  void largeAttributesAreWrittenBesideEachOtherAndReadInTwoTrips() {
    store.update(Samples.key(key), Samples.set(Samples.large(), now, "b", "c", "d"));
    assertTrips(1, 3);

    assertThat(store.attribute(Samples.key(key), "c")).contains(Samples.large());
    assertTrips(2, 0);

    store.delete(Samples.key(key));
    assertTrips(2, 3);
  }

  @Test
  void aLoginIsTwoTripsAndOneMoreIfTheSubjectLoggedInElsewhere() {
    store.create(Samples.key(key + 1), Samples.session(now, IDLE), alice);
    assertTrips(2, 1);
    store.create(Samples.key(key + 2), Samples.session(now, IDLE), alice);
    assertTrips(2, 1);

    other.create(Samples.key(key + 3), Samples.session(now, IDLE), alice);
    maps.reset();
    store.create(Samples.key(key + 4), Samples.session(now, IDLE), alice);
    assertTrips(4, 1);

    HazelcastSessionStore third = new HazelcastSessionStore(maps.sessions(), Clock.systemUTC());
    third.create(Samples.key(key + 5), Samples.session(now, IDLE), alice);
    assertTrips(3, 1);
  }

  @Test
  void aLoginThatFindsNoRoomStoresNothing() {
    Optional<Enrolment> one = alice.map(asked -> new Enrolment(asked.subject(), 1));
    store.create(Samples.key(key + 1), Samples.session(now, IDLE), one);
    maps.reset();

    CreateResult result = other.create(Samples.key(key + 2), Samples.session(now, IDLE), one);
    assertThat(result).isEqualTo(CreateResult.FULL);
    assertThat(store.create(Samples.key(key + 2), Samples.session(now, IDLE), one))
        .isEqualTo(CreateResult.FULL);

    assertTrips(1, 0);
  }

  @Test
  void theSessionsOfASubjectAreTwoTripsHoweverMany() {
    for (int login = 1; login < 6; login++) {
      store.create(Samples.key(key + login), Samples.session(now, IDLE), alice);
    }
    maps.reset();

    assertThat(store.findBySubject(alice.orElseThrow().subject())).hasSize(5);
    assertTrips(2, 0);

    store.delete(Samples.key(key + 1));
    maps.reset();
    assertThat(store.findBySubject(alice.orElseThrow().subject())).hasSize(4);
    assertTrips(3, 0);
  }

  @Test
  void aChangeOfTheKeyIsTwoTripsAndADeletionOne() {
    store.move(
        Samples.key(key),
        Samples.key(key + 1),
        Samples.set("b", now),
        Grace.NONE,
        Optional.empty());
    assertTrips(2, 1);

    store.delete(Samples.key(key + 1));
    assertTrips(1, 0);
  }

  @Test
  void aLoginOnASessionThatIsThereIsThreeTrips() {
    store.move(Samples.key(key), Samples.key(key + 1), Samples.set("b", now), Grace.NONE, alice);
    assertTrips(3, 1);
  }

  @Test
  void aDeletionByAnOldKeyIsOneTripPerKey() {
    store.move(
        Samples.key(key), Samples.key(key + 1), Samples.set("b", now), GRACE, Optional.empty());
    maps.reset();

    store.delete(Samples.key(key));

    assertTrips(2, 0);
  }

  @Test
  void aSessionThatOutlivesTheMapsTimeTakesOneTripMorePerWrite() {
    store.create(
        Samples.key(key + 1), Samples.session(now, Duration.ofHours(20)), Optional.empty());
    maps.reset();

    store.update(Samples.key(key + 1), Samples.set("b", now));

    assertTrips(2, 0);
    long left =
        Members.sessions(members.member(0)).expirationOf(Samples.key(key + 1).value())
            - System.currentTimeMillis();
    assertThat(Duration.ofMillis(left)).isBetween(Duration.ofHours(19), Duration.ofHours(21));
  }

  @Test
  void aDenialAndAReadingAreOneTripEach() {
    HazelcastDenylist log =
        new HazelcastDenylist(
            maps.grid(MapConfigs.denialsOf("test"), MapConfigs.LOG_LIFE), Clock.systemUTC());
    log.readAfter(LogPosition.START);
    maps.reset();

    log.append(new Denial(Denial.Kind.TOKEN, "k", now, now.plusSeconds(60)));
    assertTrips(1, 0);

    log.readAfter(LogPosition.START);
    assertTrips(1, 0);
  }

  private void assertTrips(int oneAfterTheOther, int beside) {
    assertThat(maps.trips()).isEqualTo(oneAfterTheOther);
    assertThat(maps.beside()).isEqualTo(beside);
    maps.reset();
  }
}
