package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link SessionStore} promises about the sessions of one subject (DESIGN 5, ASVS 7.1.2). A
 * store's test extends this as it extends {@link SessionStoreContract}.
 */
public abstract class SubjectIndexContract extends StoreFixture {

  private static final int THREADS = 16;
  private static final int TRIALS_OF_LOGINS = 20;
  private static final AtomicLong SUBJECTS = new AtomicLong(System.nanoTime());
  private static final UpdateResult FULL = new UpdateResult.Full();

  private final Race race = new Race();
  private final SubjectKey alice = new SubjectKey(String.format("%043d", SUBJECTS.addAndGet(2)));
  private final SubjectKey bob = new SubjectKey(String.format("%043d", SUBJECTS.addAndGet(2)));

  /** For subclasses. */
  protected SubjectIndexContract() {}

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void sessionsAreFoundByTheirSubjectOnEveryNode() {
    SessionKey first = enrolled(nodeA, alice, 9);
    SessionKey second = enrolled(nodeB, alice, 9);
    SessionKey others = enrolled(nodeA, bob, 9);
    createdOn(nodeA);

    assertThat(keysOf(nodeB, alice)).containsExactlyInAnyOrder(first, second);
    assertThat(keysOf(nodeA, bob)).containsExactly(others);
    assertThat(nodeA.findBySubject(bob).get(0).session().header()).isEqualTo(value("header"));
  }

  @Test
  void aSubjectNobodyKnowsHasNoSessions() {
    assertThat(nodeA.findBySubject(alice)).isEmpty();
  }

  @Test
  void aDeletedSessionIsNotFoundAndLeavesItsRoom() {
    SessionKey gone = enrolled(nodeA, alice, 1);

    nodeB.delete(gone);

    assertThat(keysOf(nodeA, alice)).isEmpty();
    assertThat(create(nodeA, alice, 1)).isEqualTo(CreateResult.CREATED);
  }

  @Test
  void anExpiredSessionIsNotFoundAndLeavesItsRoom() {
    enrolled(nodeA, alice, 1);

    elapse(IDLE);

    assertThat(keysOf(nodeB, alice)).isEmpty();
    assertThat(create(nodeB, alice, 1)).isEqualTo(CreateResult.CREATED);
  }

  @Test
  void beyondTheBoundNothingIsStored() {
    SessionKey first = enrolled(nodeA, alice, 2);
    SessionKey second = enrolled(nodeB, alice, 2);
    SessionKey third = newKey();

    assertThat(nodeA.create(third, record(), Optional.of(new Enrolment(alice, 2))))
        .isEqualTo(CreateResult.FULL);
    assertThat(nodeB.find(third, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(keysOf(nodeB, alice)).containsExactlyInAnyOrder(first, second);
    assertThat(create(nodeA, bob, 2)).isEqualTo(CreateResult.CREATED);
  }

  @Test
  void whoeverFoundNoRoomIsStoredUnderTheSameKeyWhenThereIsSome() {
    SessionKey first = enrolled(nodeA, alice, 1);
    SessionKey second = newKey();
    Optional<Enrolment> enrolment = Optional.of(new Enrolment(alice, 1));
    assertThat(nodeB.create(second, record(), enrolment)).isEqualTo(CreateResult.FULL);

    nodeB.delete(first);
    nodeB.findBySubject(alice);

    assertThat(nodeB.create(second, record(), enrolment)).isEqualTo(CreateResult.CREATED);
    assertThat(keysOf(nodeA, alice)).containsExactly(second);
  }

  @Test
  void whoeverFoundNoRoomIsMovedToTheSameKeyWhenThereIsSome() {
    SessionKey first = enrolled(nodeA, alice, 1);
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();
    assertThat(move(nodeB, from, to, alice, 1)).isEqualTo(FULL);

    nodeB.delete(first);
    nodeB.findBySubject(alice);

    assertThat(move(nodeB, from, to, alice, 1)).isEqualTo(new UpdateResult.Saved(2));
    assertThat(keysOf(nodeA, alice)).containsExactly(to);
  }

  @Test
  void whoeverFoundThatTheSessionWasMovedMovesItOnToTheSameKey() {
    SessionKey first = createdOn(nodeA);
    nodeB.find(first, NO_TOUCH);
    SessionKey second = newKey();
    move(nodeA, first, second, alice, 9);
    SessionKey third = newKey();
    assertThat(move(nodeB, first, third, alice, 9)).isEqualTo(new UpdateResult.Moved(second));

    assertThat(move(nodeB, second, third, alice, 9)).isEqualTo(new UpdateResult.Saved(3));

    assertThat(keysOf(nodeA, alice)).containsExactly(third);
  }

  @Test
  void aTakenKeyIsNotEnrolled() {
    SessionKey taken = createdOn(nodeA);

    assertThat(nodeB.create(taken, record(), Optional.of(new Enrolment(alice, 9))))
        .isEqualTo(CreateResult.TAKEN);
    assertThat(keysOf(nodeA, alice)).isEmpty();
  }

  @Test
  void aMoveEnrolsTheNewKeyInPlaceOfTheOld() {
    SessionKey from = enrolled(nodeA, alice, 1);
    SessionKey to = newKey();

    UpdateResult moved = move(nodeB, from, to, alice, 1);

    assertThat(moved).isEqualTo(new UpdateResult.Saved(2));
    assertThat(keysOf(nodeA, alice)).containsExactly(to);
    assertThat(create(nodeA, alice, 1)).isEqualTo(CreateResult.FULL);
  }

  @Test
  void aMoveEnrolsASessionThatWasNobodys() {
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();

    move(nodeB, from, to, alice, 9);

    assertThat(keysOf(nodeA, alice)).containsExactly(to);
  }

  @Test
  void aMoveToAnotherSubjectLeavesThePlaceAtTheFirst() {
    SessionKey from = enrolled(nodeA, alice, 1);
    SessionKey to = newKey();

    assertThat(move(nodeB, from, to, bob, 1)).isEqualTo(new UpdateResult.Saved(2));

    assertThat(keysOf(nodeA, alice)).isEmpty();
    assertThat(keysOf(nodeA, bob)).containsExactly(to);
    assertThat(create(nodeB, alice, 1)).isEqualTo(CreateResult.CREATED);
    assertThat(create(nodeB, bob, 1)).isEqualTo(CreateResult.FULL);
  }

  @Test
  void aSupersededSessionIsNotFoundAndLeavesItsRoom() {
    SessionKey gone = enrolled(nodeA, alice, 1);

    nodeB.supersede(gone, Duration.ofMinutes(1));

    assertThat(keysOf(nodeA, alice)).isEmpty();
    assertThat(create(nodeA, alice, 1)).isEqualTo(CreateResult.CREATED);
  }

  @Test
  void aMoveBeyondTheBoundMovesNothing() {
    SessionKey enrolled = enrolled(nodeA, alice, 1);
    SessionKey from = createdOn(nodeA);
    SessionKey to = newKey();

    assertThat(move(nodeB, from, to, alice, 1)).isEqualTo(FULL);

    assertThat(found(nodeA, from).version()).isEqualTo(1);
    assertThat(nodeA.find(to, NO_TOUCH)).isEqualTo(ABSENT);
    assertThat(keysOf(nodeA, alice)).containsExactly(enrolled);
  }

  @Test
  void aMoveThatFailsEnrolsNothing() {
    SessionKey to = newKey();

    assertThat(move(nodeB, newKey(), to, alice, 9)).isEqualTo(new UpdateResult.Gone());

    assertThat(keysOf(nodeA, alice)).isEmpty();
  }

  @Test
  void aSessionThatOutlivesItsFormerEndIsStillFound() {
    SessionKey key = newKey();
    nodeA.create(key, record(IDLE, DEADLINE), Optional.of(new Enrolment(alice, 9)));

    elapse(IDLE.dividedBy(2));
    nodeB.find(key, Optional.of(clock.instant()));
    elapse(IDLE.dividedBy(2));

    assertThat(keysOf(nodeA, alice)).containsExactly(key);
  }

  @Test
  void ofManyLoginsAtOnceAsManyAsThereIsRoomForAreStored() {
    for (int trial = 0; trial < Math.max(1, trials() / 100); trial++) {
      SubjectKey subject = new SubjectKey(String.format("%043d", SUBJECTS.addAndGet(2)));

      List<CreateResult> results =
          race.run(each(thread -> () -> create(thread % 2 == 0 ? nodeA : nodeB, subject, 3)));

      assertThat(results).filteredOn(CreateResult.CREATED::equals).hasSize(3);
      assertThat(results).filteredOn(CreateResult.FULL::equals).hasSize(THREADS - 3);
      assertThat(keysOf(nodeB, subject)).hasSize(3);
    }
  }

  /** A place may be taken a little before there is a session that others could see. */
  @Test
  void ofManyLoginsOfCoreAtOnceNoMoreAreInThanMayBe() {
    LoginsAtTheBound here = new LoginsAtTheBound(nodeA, clock);
    LoginsAtTheBound there = new LoginsAtTheBound(nodeB, clock);
    Set<LoginsAtTheBound.Answer> seen = new HashSet<>();
    for (int trial = 0; trial < TRIALS_OF_LOGINS; trial++) {
      String name = "user-" + SUBJECTS.addAndGet(2);

      List<LoginsAtTheBound.Answer> answers =
          race.run(each(thread -> () -> (thread % 2 == 0 ? here : there).login(name)));

      assertThat(Stream.concat(answers.stream(), Stream.of(here.login(name))))
          .filteredOn(LoginsAtTheBound.Answer.IN::equals)
          .hasSizeLessThanOrEqualTo(1);
      seen.addAll(answers);
    }
    assertThat(seen).contains(LoginsAtTheBound.Answer.IN, LoginsAtTheBound.Answer.REFUSED);
  }

  @Test
  void theIndexNeverHoldsMoreThanItsBoundWhoeverComesAndGoes() {
    List<SessionKey> live = new ArrayList<>();
    for (int login = 0; login < 20; login++) {
      CreateResult result = create(nodeA, alice, 3);
      if (result == CreateResult.FULL) {
        live = new ArrayList<>(keysOf(nodeB, alice));
        nodeB.delete(live.get(0));
        assertThat(keysOf(nodeA, alice)).hasSize(2);
      }
    }
    assertThat(live).hasSize(3);
  }

  private SessionKey enrolled(SessionStore node, SubjectKey subject, int most) {
    SessionKey key = newKey();
    assertThat(node.create(key, record(), Optional.of(new Enrolment(subject, most))))
        .isEqualTo(CreateResult.CREATED);
    return key;
  }

  private CreateResult create(SessionStore node, SubjectKey subject, int most) {
    return node.create(newKey(), record(), Optional.of(new Enrolment(subject, most)));
  }

  private UpdateResult move(
      SessionStore node, SessionKey from, SessionKey to, SubjectKey subject, int most) {
    return node.move(from, to, set("a", "1"), READABLE, Optional.of(new Enrolment(subject, most)));
  }

  private static List<SessionKey> keysOf(SessionStore node, SubjectKey subject) {
    return node.findBySubject(subject).stream().map(StoredSession::key).toList();
  }

  private static <T> List<Callable<T>> each(IntFunction<Callable<T>> runner) {
    return IntStream.range(0, THREADS).mapToObj(runner).toList();
  }
}
