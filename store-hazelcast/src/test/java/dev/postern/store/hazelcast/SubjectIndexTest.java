package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the index does while sessions come and go. */
class SubjectIndexTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static Members members;

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final SubjectKey alice = new SubjectKey(newKey().value());
  private final SubjectKey bob = new SubjectKey(newKey().value());
  private final HazelcastSessionStore store =
      new HazelcastSessionStore(Members.mapsAtOnce(members.member(0)), clock);
  private final HazelcastSessionStore other =
      new HazelcastSessionStore(Members.maps(members.member(1)), clock);

  @BeforeAll
  static void startMembers() {
    members = Members.start(2);
  }

  @AfterAll
  static void stopMembers() {
    members.close();
  }

  @Test
  void aSessionThatIsAboutToBeStoredKeepsItsPlaceWhoeverLooks() {
    SubjectIndex index = index();
    SessionKey key = newKey();

    assertThat(index.enrol(enrolling(key))).isEqualTo(Enrolled.NOW);
    assertThat(other.findBySubject(alice)).isEmpty();
    store.create(key, session(), Optional.empty());

    assertThat(keysOf(alice)).containsExactly(key);
  }

  @Test
  void aPlaceWhoseSessionNeverCameIsGivenUpAfterAWhile() {
    index().enrol(enrolling(newKey()));

    clock.advance(Duration.ofMinutes(2));

    assertThat(other.findBySubject(alice)).isEmpty();
    assertThat(subjects()).doesNotContain(alice.value());
  }

  @Test
  void aPlaceWhoseSessionDidNotComeGivesWayWhenThereIsNoOther() {
    SessionKey late = newKey();
    index().enrol(enrolling(late));
    assertThat(create(alice, 1)).isEqualTo(CreateResult.FULL);

    clock.advance(Duration.ofSeconds(2));

    assertThat(create(alice, 2)).isEqualTo(CreateResult.CREATED);
    assertThat(create(alice, 2)).isEqualTo(CreateResult.CREATED);
    assertThat(create(alice, 2)).isEqualTo(CreateResult.FULL);
    assertThat(other.create(late, session(), Optional.of(new Enrolment(alice, 9))))
        .isEqualTo(CreateResult.TAKEN);
    assertThat(keysOf(alice)).hasSize(2);
  }

  @Test
  void aSessionThatEndedGivesWayToALoginThatNobodyMadeRoomFor() {
    SessionKey gone = newKey();
    store.create(gone, session(), Optional.of(new Enrolment(alice, 1)));
    other.delete(gone);

    assertThat(create(alice, 1)).isEqualTo(CreateResult.CREATED);
    assertThat(create(alice, 1)).isEqualTo(CreateResult.FULL);
  }

  @Test
  void aSessionThatGetsAnotherOwnerIsFoundUnderThatOneOnly() {
    SessionKey from = newKey();
    SessionKey to = newKey();
    store.create(from, session(), Optional.of(new Enrolment(alice, 9)));

    store.move(from, to, change(), grace(), Optional.of(new Enrolment(bob, 9)));

    assertThat(keysOf(alice)).isEmpty();
    assertThat(keysOf(bob)).containsExactly(to);
  }

  @Test
  void aSessionThatIsNobodysAnyMoreIsNotFound() {
    SessionKey from = newKey();
    store.create(from, session(), Optional.of(new Enrolment(alice, 9)));

    store.move(from, newKey(), change(), grace(), Optional.empty());

    assertThat(keysOf(alice)).isEmpty();
  }

  @Test
  void ofTwoMovesOfOneSessionTheOneThatIsLateLeavesTheOthersPlace() {
    SessionKey from = newKey();
    SessionKey to = newKey();
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(alice, 1));
    store.create(from, session(), enrolment);
    store.move(from, to, change(), grace(), enrolment);

    assertThat(other.move(from, newKey(), change(), grace(), enrolment))
        .isEqualTo(new UpdateResult.Moved(to));

    assertThat(keysOf(alice)).containsExactly(to);
    clock.advance(Duration.ofMinutes(2));
    assertThat(keysOf(alice)).containsExactly(to);
  }

  @Test
  void aSessionIsFoundAllTheWhileItsKeyChanges() {
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(alice, 1));
    SessionKey first = newKey();
    store.create(first, session(), enrolment);
    List<Callable<List<Integer>>> runners =
        List.of(() -> moveMany(first, enrolment, Grace.NONE), () -> found(300), () -> found(300));

    try (Race race = new Race()) {
      List<List<Integer>> counts = race.run(runners);

      assertThat(counts.get(1)).containsOnly(1);
      assertThat(counts.get(2)).containsOnly(1);
    }
  }

  @Test
  void theEntryOfASubjectWithoutSessionsIsTakenAway() {
    SessionKey key = newKey();
    store.create(key, session(), Optional.of(new Enrolment(alice, 1)));
    assertThat(subjects()).contains(alice.value());
    store.delete(key);

    store.findBySubject(alice);

    assertThat(subjects()).doesNotContain(alice.value());
  }

  private List<Integer> moveMany(SessionKey first, Optional<Enrolment> enrolment, Grace grace) {
    SessionKey from = first;
    for (int move = 0; move < 200; move++) {
      SessionKey to = newKey();
      assertThat(store.move(from, to, change(), grace, enrolment))
          .isInstanceOf(UpdateResult.Saved.class);
      from = to;
    }
    return List.of();
  }

  private List<Integer> found(int times) {
    List<Integer> counts = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      counts.add(other.findBySubject(alice).size());
    }
    return counts;
  }

  private Set<SessionKey> keysOf(SubjectKey subject) {
    return other.findBySubject(subject).stream()
        .map(StoredSession::key)
        .collect(Collectors.toSet());
  }

  private CreateResult create(SubjectKey subject, int most) {
    return store.create(newKey(), session(), Optional.of(new Enrolment(subject, most)));
  }

  private static Set<Object> subjects() {
    return members.member(0).getMap(MapConfigs.subjectsOf("test")).keySet();
  }

  private static SubjectIndex index() {
    SessionMaps maps = Members.maps(members.member(0));
    return new SubjectIndex(maps.subjects(), new SessionGrid(maps.sessions()));
  }

  private Enrolling enrolling(SessionKey key) {
    Instant deadline = clock.instant().plus(Duration.ofHours(12));
    return new Enrolling(new Enrolment(alice, 9), key, key, deadline, clock.instant());
  }

  private SessionRecord session() {
    return Samples.session(clock.instant(), IDLE);
  }

  private SessionDelta change() {
    return Samples.set("b", clock.instant());
  }

  private static Grace grace() {
    return new Grace(Duration.ofSeconds(30), true);
  }

  private static SessionKey newKey() {
    return Samples.key(NUMBERS.incrementAndGet());
  }
}
