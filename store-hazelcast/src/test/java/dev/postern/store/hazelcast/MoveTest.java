package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.OperationTimeoutException;
import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Changes of the key that are interrupted, or meet other requests half-way, in whatever order their
 * writes are done.
 */
class MoveTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Grace GRACE = new Grace(Duration.ofSeconds(30), true);
  private static final int MOST_CALLS = 20;
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final String SESSIONS = MapConfigs.sessionsOf("test");
  private static final String SUBJECTS = MapConfigs.subjectsOf("test");
  private static final String ENDS = MapConfigs.endsOf("test");

  private static Members members;

  private final Instant now = Instant.now();
  private final TroubledMaps maps = new TroubledMaps(members.member(0));
  private final HazelcastSessionStore other = store(Members.maps(members.member(0)));
  private SubjectKey alice = new SubjectKey(newKey().value());

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @ParameterizedTest
  @EnumSource
  void whereverAMoveIsInterruptedTheSessionLivesOnOnceAndWhole(BeginningOrEnd order) {
    for (String map : new String[] {SESSIONS, SUBJECTS, ENDS}) {
      int interrupted = 0;
      for (int call = 1; call <= MOST_CALLS; call++) {
        interrupted += livesOn(map, order, call, false, only(call)) ? 1 : 0;
        interrupted += livesOn(map, order, call, false, from(call)) ? 1 : 0;
        interrupted += livesOn(map, order, call, true, only(call)) ? 1 : 0;
        interrupted += livesOn(map, order, call, true, from(call)) ? 1 : 0;
      }
      assertThat(interrupted).as(map).isGreaterThan(1);
    }
  }

  @Test
  void aMoveWithoutAnAnswerLeavesTheSessionUnderTheKeyThatItsClientHas() {
    for (String map : new String[] {SESSIONS, SUBJECTS, ENDS}) {
      for (int call = 1; call <= 2; call++) {
        assertStaysWhere(map, false, only(call));
        assertStaysWhere(map, true, only(call));
      }
    }
  }

  @Test
  void whoeverFollowsASessionThatIsJustTakenBackLeavesNoCopy() {
    SessionKey from = created();
    SessionKey to = newKey();
    Grid grid = Members.sessions(members.member(0));
    Live live = (Live) EntryForm.decode(grid.get(from.value()).orElseThrow());
    Leaving left = Leaving.of(new Pointer(to, now.plusSeconds(30), true), live);

    assertThat(
            new Closing(grid, new LastSeen(), now)
                .isClosed(from.value(), EntryForm.encode(left), left))
        .isFalse();

    assertThat(grid.get(to.value())).isEmpty();
    assertThat(found(other, from).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMoveWhoseCopyCannotBePlacedLeavesTheSessionWhereItWas(BeginningOrEnd order) {
    SessionKey from = created();
    SessionKey to = newKey();
    HazelcastSessionStore troubled = seeing(from, SESSIONS, order);
    other.delete(to);

    assertThat(move(troubled, from, to, 9)).isEqualTo(new UpdateResult.Gone());

    assertThat(found(other, from).attributes()).containsOnlyKeys("a");
    assertThat(other.findBySubject(alice)).extracting(StoredSession::key).containsExactly(from);
  }

  @ParameterizedTest
  @EnumSource
  void aMoveThatFindsNoRoomLeavesTheSessionWhereItWas(BeginningOrEnd order) {
    SessionKey from = newKey();
    other.create(from, Samples.session(now, IDLE), Optional.empty());
    HazelcastSessionStore troubled = seeing(from, SESSIONS, order);
    other.create(newKey(), Samples.session(now, IDLE), Optional.of(new Enrolment(alice, 1)));
    SessionKey to = newKey();

    assertThat(move(troubled, from, to, 1)).isEqualTo(new UpdateResult.Full());

    assertThat(found(other, from).version()).isEqualTo(1);
    assertThat(other.find(to, Optional.empty())).isEqualTo(new FindResult.Absent());
    assertThat(other.findBySubject(alice)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverFollowsASessionHalfWayLosesNothing(BeginningOrEnd order) {
    for (int call = 1; call <= MOST_CALLS; call++) {
      SessionKey from = created();
      SessionKey to = newKey();
      HazelcastSessionStore troubled = seeing(from, SESSIONS, order);
      int following = call;
      maps.before(number -> changeAt(following, number, from));

      assertThat(move(troubled, from, to, 9)).isInstanceOf(UpdateResult.Saved.class);

      boolean isFollowed = maps.calls() >= call;
      assertThat(found(other, to).attributes())
          .containsOnlyKeys(isFollowed ? new String[] {"a", "m", "f"} : new String[] {"a", "m"});
      assertThat(other.findBySubject(alice)).extracting(StoredSession::key).containsExactly(to);
      if (!isFollowed) {
        assertThat(call).isGreaterThan(2);
        return;
      }
    }
    throw new AssertionError("The move never ended.");
  }

  @ParameterizedTest
  @EnumSource
  void whoeverEndsTheSessionHalfWayIsAnsweredItAndItStaysEnded(BeginningOrEnd order) {
    for (int call = 1; call <= MOST_CALLS; call++) {
      SessionKey from = created();
      SessionKey to = newKey();
      HazelcastSessionStore troubled = seeing(from, SESSIONS, order);
      int ending = call;
      maps.before(
          number -> {
            if (number == ending) {
              assertThat(anotherNode().delete(from)).isPresent();
            }
          });

      UpdateResult result = move(troubled, from, to, 9);

      if (maps.calls() < call) {
        assertThat(call).isGreaterThan(2);
        return;
      }
      assertThat(result).isInstanceOfAny(UpdateResult.Saved.class, UpdateResult.Gone.class);
      assertThat(anotherNode().find(from, Optional.empty())).isEqualTo(new FindResult.Absent());
      assertThat(anotherNode().find(to, Optional.empty())).isEqualTo(new FindResult.Absent());
      assertThat(other.findBySubject(alice)).isEmpty();
    }
    throw new AssertionError("The move never ended.");
  }

  @ParameterizedTest
  @EnumSource
  void allTheWhileTheSessionIsAmongThoseOfItsSubject(BeginningOrEnd order) {
    for (String map : new String[] {SESSIONS, SUBJECTS}) {
      for (Grace grace : new Grace[] {GRACE, Grace.NONE}) {
        SessionKey from = created();
        HazelcastSessionStore troubled = seeing(from, map, order);
        maps.before(number -> assertThat(anotherNode().findBySubject(alice)).hasSize(1));

        troubled.move(from, newKey(), Samples.set("m", now), grace, enrolment(9));

        assertThat(maps.calls()).isGreaterThan(0);
        assertThat(anotherNode().findBySubject(alice)).hasSize(1);
      }
    }
  }

  @Test
  void aSessionThatWasFollowedAndForWhichThereIsNoRoomEnds() {
    SessionKey from = newKey();
    other.create(from, Samples.session(now, IDLE), Optional.empty());
    HazelcastSessionStore troubled = seeing(from, SUBJECTS, BeginningOrEnd.BEGINNING);
    other.create(newKey(), Samples.session(now, IDLE), Optional.of(new Enrolment(alice, 1)));
    SessionKey to = newKey();
    maps.before(number -> changeAt(1, number, from));

    assertThat(move(troubled, from, to, 1)).isEqualTo(new UpdateResult.Gone());

    assertThat(other.find(from, Optional.empty())).isEqualTo(new FindResult.Moved(to));
    assertThat(other.find(to, Optional.empty())).isEqualTo(new FindResult.Absent());
    assertThat(other.findBySubject(alice)).hasSize(1);
  }

  @Test
  void whoeverMeetsALoginThatFindsNoRoomLosesNothing() {
    Grace ofLogin = new Grace(Duration.ofSeconds(30), false);
    SessionKey from = newKey();
    other.create(from, Samples.session(now, IDLE), Optional.empty());
    HazelcastSessionStore troubled = seeing(from, SUBJECTS, BeginningOrEnd.BEGINNING);
    other.create(newKey(), Samples.session(now, IDLE), enrolment(1));
    SessionKey to = newKey();
    List<CompletableFuture<Void>> followers = new ArrayList<>();
    maps.before(
        call -> {
          if (call == 1) {
            followers.add(CompletableFuture.runAsync(() -> changeAt(call, call, from)));
            // Time to meet what the login leaves behind; it is met later or not at all otherwise.
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
          }
        });

    UpdateResult login = troubled.move(from, to, Samples.set("m", now), ofLogin, enrolment(1));

    followers.forEach(CompletableFuture::join);
    assertThat(login).isEqualTo(new UpdateResult.Full());
    assertThat(found(other, from).attributes()).containsOnlyKeys("a", "f");
    assertThat(other.find(to, Optional.empty())).isEqualTo(new FindResult.Absent());
  }

  @Test
  void whereverAFollowerIsInterruptedTheNextOneFindsTheSession() {
    for (int call = 1; call <= MOST_CALLS; call++) {
      SessionKey from = created();
      SessionKey to = newKey();
      HazelcastSessionStore dying = seeing(from, SESSIONS, BeginningOrEnd.END);
      maps.before(from(2));
      assertThat(isMoved(dying, from, to)).isFalse();
      HazelcastSessionStore follower = store(maps.in(SESSIONS));
      maps.before(from(call));
      boolean isAnswered = isAnswered(follower, from);

      assertThat(other.find(from, Optional.empty())).isEqualTo(new FindResult.Moved(to));
      assertThat(found(other, to).attributes()).containsOnlyKeys("a", "m");
      if (isAnswered) {
        assertThat(call).isGreaterThan(3);
        return;
      }
    }
    throw new AssertionError("The follower was interrupted for ever.");
  }

  @Test
  void aMoveThatWasFollowedIsNotTakenBackWhateverFails() {
    SessionKey from = created();
    SessionKey to = newKey();
    HazelcastSessionStore troubled = seeing(from, SUBJECTS, BeginningOrEnd.BEGINNING);
    maps.before(
        number -> {
          assertThat(anotherNode().find(from, Optional.empty()))
              .isEqualTo(new FindResult.Moved(to));
          outageIf(true);
        });

    assertThat(isMoved(troubled, from, to)).isFalse();

    assertThat(found(other, to).attributes()).containsOnlyKeys("a", "m");
    assertThat(other.findBySubject(alice)).extracting(StoredSession::key).containsExactly(to);
  }

  @Test
  void whatIsLeftBehindIsOnlyAPointerWhenTheNodeAsksAgain() {
    SessionKey from = created();
    SessionKey to = newKey();
    move(other, from, to, 9);

    other.find(to, Optional.empty());

    byte[] left = Members.sessions(members.member(0)).get(from.value()).orElseThrow();
    Entry entry = EntryForm.decode(left);
    assertThat(entry).isEqualTo(new Pointer(to, entry.end(), true));
  }

  /** Whether it was interrupted. */
  private boolean livesOn(
      String map, BeginningOrEnd order, int call, boolean isLost, TroubledMaps.Trouble trouble) {
    SessionKey from = created();
    SessionKey to = newKey();
    HazelcastSessionStore troubled = seeing(from, map, order);
    if (isLost) {
      maps.after(trouble);
    } else {
      maps.before(trouble);
    }
    boolean isMoved = isMoved(troubled, from, to);
    boolean isReached = maps.calls() >= call;

    FindResult result = other.find(from, Optional.empty());
    SessionKey there = result instanceof FindResult.Moved moved ? moved.to() : from;
    if (isMoved) {
      assertThat(there).isEqualTo(to);
    }
    assertThat(found(other, there).attributes())
        .containsOnlyKeys(there.equals(to) ? new String[] {"a", "m"} : new String[] {"a"});
    assertThat(other.findBySubject(alice)).extracting(StoredSession::key).containsExactly(there);
    assertThat(anotherNode().delete(from)).isPresent();
    assertThat(other.find(from, Optional.empty())).isEqualTo(new FindResult.Absent());
    assertThat(other.find(there, Optional.empty())).isEqualTo(new FindResult.Absent());
    assertThat(other.create(there, Samples.session(now, IDLE), Optional.empty()))
        .isEqualTo(CreateResult.TAKEN);
    return isReached;
  }

  private void assertStaysWhere(String map, boolean isLost, TroubledMaps.Trouble trouble) {
    SessionKey from = created();
    SessionKey to = newKey();
    HazelcastSessionStore troubled = seeing(from, map, BeginningOrEnd.BEGINNING);
    if (isLost) {
      maps.after(trouble);
    } else {
      maps.before(trouble);
    }

    boolean isMoved = isMoved(troubled, from, to);

    assertThat(found(other, isMoved ? to : from).attributes()).containsKey("a");
    if (!isMoved && !map.equals(SESSIONS)) {
      assertThat(other.find(to, Optional.empty())).isEqualTo(new FindResult.Absent());
    }
  }

  private void changeAt(int following, int number, SessionKey from) {
    if (number == following) {
      HazelcastSessionStore follower = anotherNode();
      UpdateResult result = follower.update(from, Samples.set("f", now));
      if (result instanceof UpdateResult.Moved moved) {
        result = follower.update(moved.to(), Samples.set("f", now));
      }
      assertThat(result).isInstanceOf(UpdateResult.Saved.class);
    }
  }

  /** A node that has just found the session, and whose next calls of this map are counted. */
  private HazelcastSessionStore seeing(SessionKey key, String map, BeginningOrEnd order) {
    HazelcastSessionStore troubled = store(maps.in(map, order));
    maps.before(number -> {});
    troubled.find(key, Optional.empty());
    maps.before(number -> {});
    return troubled;
  }

  private boolean isMoved(HazelcastSessionStore store, SessionKey from, SessionKey to) {
    try {
      return move(store, from, to, 9) instanceof UpdateResult.Saved;
    } catch (StoreException e) {
      return false;
    }
  }

  private static boolean isAnswered(HazelcastSessionStore store, SessionKey key) {
    try {
      store.find(key, Optional.empty());
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  private UpdateResult move(HazelcastSessionStore store, SessionKey from, SessionKey to, int most) {
    return store.move(from, to, Samples.set("m", now), GRACE, enrolment(most));
  }

  private Optional<Enrolment> enrolment(int most) {
    return Optional.of(new Enrolment(alice, most));
  }

  private static SessionRecord found(HazelcastSessionStore store, SessionKey key) {
    FindResult result = store.find(key, Optional.empty());
    assertThat(result).isInstanceOf(FindResult.Found.class);
    return ((FindResult.Found) result).session();
  }

  /** A session of somebody's of whom there is no other. */
  private SessionKey created() {
    SessionKey key = newKey();
    alice = new SubjectKey(newKey().value());
    other.create(key, Samples.session(now, IDLE), enrolment(9));
    return key;
  }

  private static TroubledMaps.Trouble only(int broken) {
    return call -> outageIf(call == broken);
  }

  private static TroubledMaps.Trouble from(int first) {
    return call -> outageIf(call >= first);
  }

  private static void outageIf(boolean isOne) {
    if (isOne) {
      throw new OperationTimeoutException("no answer");
    }
  }

  private static HazelcastSessionStore anotherNode() {
    return store(Members.maps(members.member(0)));
  }

  private static HazelcastSessionStore store(SessionMaps maps) {
    return new HazelcastSessionStore(maps, Clock.systemUTC());
  }

  private static SessionKey newKey() {
    return Samples.key(NUMBERS.incrementAndGet());
  }
}
