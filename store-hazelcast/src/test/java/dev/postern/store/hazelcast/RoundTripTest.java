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

/**
 * Every call of a map is one trip to the owner of the key. What is counted are rounds, which are
 * waited for one after the other, and all calls.
 */
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
    assertTrips(1, 2);
  }

  @Test
  void findIsOneTripAndOneMoreWhenItMovesTheLastAccess() {
    store.find(Samples.key(key), Optional.empty());
    assertTrips(1, 1);

    store.find(Samples.key(key), Optional.of(now.plusSeconds(1)));
    assertTrips(2, 2);
  }

  @Test
  void aRequestThatReadsAndWritesIsTwoTrips() {
    store.find(Samples.key(key), Optional.empty());
    store.update(Samples.key(key), Samples.set("b", now));

    assertTrips(2, 2);
  }

  @Test
  void anUpdateWhoseGuessIsWrongReadsFirst() {
    other.update(Samples.key(key), Samples.set("b", now));

    store.update(Samples.key(key), Samples.set("c", now));

    assertTrips(3, 3);
  }

  @Test
  void largeAttributesAreWrittenBesideEachOtherAndReadInTwoRounds() {
    store.update(Samples.key(key), Samples.set(Samples.large(), now, "b", "c", "d"));
    assertTrips(2, 4);

    assertThat(store.attribute(Samples.key(key), "c")).contains(Samples.large());
    assertTrips(2, 2);

    store.delete(Samples.key(key));
    assertTrips(2, 6);
  }

  @Test
  void aLoginIsOneRoundAndTwoIfTheSubjectLoggedInElsewhereLast() {
    store.create(Samples.key(key + 1), Samples.session(now, IDLE), alice);
    assertTrips(1, 3);
    store.create(Samples.key(key + 2), Samples.session(now, IDLE), alice);
    assertTrips(1, 4);

    other.create(Samples.key(key + 3), Samples.session(now, IDLE), alice);
    store.create(Samples.key(key + 4), Samples.session(now, IDLE), alice);
    assertTrips(2, 5);

    HazelcastSessionStore third = new HazelcastSessionStore(maps.sessions(), Clock.systemUTC());
    third.create(Samples.key(key + 5), Samples.session(now, IDLE), alice);
    assertTrips(2, 4);
  }

  @Test
  void aLoginWithLargeAttributesIsOneRoundMore() {
    store.create(
        Samples.key(key + 1),
        Samples.session(now, IDLE).with(Samples.set(Samples.large(), now, "b", "c")),
        alice);

    assertTrips(2, 5);
  }

  @Test
  void aLoginThatFindsNoRoomLeavesNothing() {
    Optional<Enrolment> one = alice.map(asked -> new Enrolment(asked.subject(), 1));
    store.create(Samples.key(key + 1), Samples.session(now, IDLE), one);
    maps.reset();

    assertThat(store.create(Samples.key(key + 2), Samples.session(now, IDLE), one))
        .isEqualTo(CreateResult.FULL);
    assertTrips(2, 2);

    HazelcastSessionStore third = new HazelcastSessionStore(maps.sessions(), Clock.systemUTC());
    assertThat(third.create(Samples.key(key + 2), Samples.session(now, IDLE), one))
        .isEqualTo(CreateResult.FULL);
    assertTrips(3, 5);
    assertThat(Members.sessions(members.member(0)).get(Samples.key(key + 2).value())).isEmpty();
  }

  @Test
  void theSessionsOfASubjectAreTwoRoundsHoweverMany() {
    for (int login = 1; login < 6; login++) {
      store.create(Samples.key(key + login), Samples.session(now, IDLE), alice);
    }
    maps.reset();

    assertThat(store.findBySubject(alice.orElseThrow().subject())).hasSize(5);
    assertTrips(2, 2);

    store.delete(Samples.key(key + 1));
    maps.reset();
    assertThat(store.findBySubject(alice.orElseThrow().subject())).hasSize(4);
    assertTrips(3, 3);
  }

  @Test
  void aChangeOfTheKeyIsOneRoundAndADeletionToo() {
    store.move(
        Samples.key(key),
        Samples.key(key + 1),
        Samples.set("b", now),
        Grace.NONE,
        Optional.empty());
    assertTrips(1, 3);

    store.delete(Samples.key(key + 1));
    assertTrips(1, 2);
  }

  /** Beside each but the first goes what the one before it left to be done. */
  @Test
  void aLoginOnASessionThatIsThereIsOneRoundAndTwoIfTheSubjectLoggedInElsewhereLast() {
    store.move(Samples.key(key), Samples.key(key + 1), Samples.set("b", now), Grace.NONE, alice);
    assertTrips(1, 4);
    store.move(
        Samples.key(key + 1), Samples.key(key + 2), Samples.set("b", now), Grace.NONE, alice);
    assertTrips(1, 6);

    other.create(Samples.key(key + 3), Samples.session(now, IDLE), alice);
    store.move(
        Samples.key(key + 2), Samples.key(key + 4), Samples.set("b", now), Grace.NONE, alice);
    assertTrips(2, 7);
  }

  @Test
  void earlierKeysWithinTheirGraceAreOneRoundHoweverMany() {
    move(key, key + 1);
    assertTrips(1, 3);
    move(key + 1, key + 2);
    assertTrips(2, 5);
    move(key + 2, key + 3);
    assertTrips(2, 6);

    store.delete(Samples.key(key + 3));

    assertTrips(2, 5);
  }

  @Test
  void aMoveThatAnotherWriterCameBeforeIsMadeAgainOneWriteAfterTheOther() {
    other.update(Samples.key(key), Samples.set("c", now));

    move(key, key + 1);

    assertTrips(4, 7);
  }

  @Test
  void whoeverFollowsBeforeThePointerIsSetSetsItInTwoRoundsMore() {
    move(key, key + 1);
    CountedMaps follower = new CountedMaps(members.member(0));
    HazelcastSessionStore node = new HazelcastSessionStore(follower.sessions(), Clock.systemUTC());

    node.find(Samples.key(key), Optional.empty());
    assertThat(follower.rounds()).isEqualTo(3);

    node.find(Samples.key(key), Optional.empty());
    assertThat(follower.rounds()).isEqualTo(1);
  }

  @Test
  void aDeletionByAnOldKeyFollowsThePointer() {
    move(key, key + 1);
    maps.reset();

    store.delete(Samples.key(key));

    assertTrips(2, 3);
  }

  @Test
  void aDeletionWhereTheSessionWasNotSeenAsItIsIsTwoRounds() {
    other.update(Samples.key(key), Samples.set("b", now));
    store.delete(Samples.key(key));
    assertTrips(2, 3);

    other.create(Samples.key(key + 1), Samples.session(now, IDLE), Optional.empty());
    store.delete(Samples.key(key + 1));
    assertTrips(2, 2);

    store.delete(Samples.key(key + 2));
    assertTrips(1, 1);
  }

  @Test
  void aSessionThatOutlivesTheMapsTimeTakesOneTripMorePerWrite() {
    store.create(
        Samples.key(key + 1), Samples.session(now, Duration.ofHours(20)), Optional.empty());
    maps.reset();

    store.update(Samples.key(key + 1), Samples.set("b", now));

    assertTrips(2, 2);
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
    assertTrips(1, 1);

    log.readAfter(LogPosition.START);
    assertTrips(1, 1);
  }

  private void move(int from, int to) {
    store.move(Samples.key(from), Samples.key(to), Samples.set("b", now), GRACE, Optional.empty());
  }

  private void assertTrips(int rounds, int operations) {
    assertThat(maps.rounds()).as("rounds").isEqualTo(rounds);
    assertThat(maps.operations()).as("operations").isEqualTo(operations);
  }
}
