package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.map.IMap;
import dev.postern.store.CreateResult;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.UpdateResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ends of sessions that are interrupted, or meet other requests half-way. */
class DeletionTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Grace GRACE = new Grace(Duration.ofSeconds(30), true);
  private static final int MOST_CALLS = 20;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static Members members;

  private final Instant now = Instant.now();
  private final TroubledMaps maps = new TroubledMaps(members.member(0));
  private final HazelcastSessionStore other = store(Members.maps(members.member(0)));

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @Test
  void whereverALogoutByAnEarlierIdIsInterruptedItsRepeatEndsTheSession() {
    int interrupted = 0;
    for (int last = 1; last <= MOST_CALLS; last++) {
      SessionKey first = created();
      SessionKey second = moved(first);
      SessionKey third = moved(second);
      HazelcastSessionStore troubled = store(maps.in(MapConfigs.sessionsOf("test")));
      maps.before(outageFrom(last));
      boolean isDone = isDone(troubled, first);
      boolean livesOn = isFound(third);

      Optional<StoredSession> repeated = anotherNode().delete(first);

      assertThat(repeated.isPresent()).isEqualTo(livesOn);
      assertEnded(first, third);
      // A pointer that this logout did not come by may be left, and leads to nothing.
      assertThat(isFound(second)).isFalse();
      if (isDone) {
        assertThat(livesOn).isFalse();
        assertThat(interrupted).isGreaterThan(3);
        return;
      }
      interrupted++;
    }
    throw new AssertionError("The deletion was interrupted for ever.");
  }

  @Test
  void soItDoesWhereTheLastAnswerWasLost() {
    for (int lost = 1; lost <= MOST_CALLS; lost++) {
      SessionKey first = created();
      SessionKey second = moved(first);
      HazelcastSessionStore troubled = store(maps.in(MapConfigs.sessionsOf("test")));
      maps.after(outageFrom(lost));
      boolean isDone = isDone(troubled, first);

      anotherNode().delete(first);

      assertEnded(first, second);
      if (isDone) {
        return;
      }
    }
    throw new AssertionError("The deletion was interrupted for ever.");
  }

  @Test
  void whoeverMovesTheSessionHalfWayTakesItNowhere() {
    for (int call = 1; call <= MOST_CALLS; call++) {
      SessionKey first = created();
      SessionKey second = moved(first);
      SessionKey third = newKey();
      HazelcastSessionStore troubled = store(maps.in(MapConfigs.sessionsOf("test")));
      int moving = call;
      maps.before(number -> moveAt(moving, number, second, third));

      Optional<StoredSession> ended = troubled.delete(first);

      assertThat(ended).isPresent();
      assertEnded(first, second);
      assertThat(isFound(third)).isFalse();
      if (maps.calls() < call) {
        return;
      }
    }
    throw new AssertionError("The deletion never ended.");
  }

  @Test
  void whoeverChangesTheSessionHalfWayKeepsItNot() {
    SessionKey key = created();
    HazelcastSessionStore troubled = store(maps.in(MapConfigs.sessionsOf("test")));
    troubled.find(key, Optional.empty());
    maps.before(
        number -> {
          if (number == 2) {
            other.update(key, Samples.set("b", now));
          }
        });

    Optional<StoredSession> ended = troubled.delete(key);

    assertThat(ended.orElseThrow().session().attributes()).containsOnlyKeys("a", "b");
    assertEnded(key);
  }

  @Test
  void aSessionThatIsStoredHalfWayEnds() {
    SessionKey key = newKey();
    HazelcastSessionStore troubled = store(maps.in(MapConfigs.sessionsOf("test")));
    maps.before(
        number -> {
          if (number == 1) {
            other.create(key, Samples.session(now, IDLE), Optional.empty());
          }
        });

    assertThat(troubled.delete(key)).isPresent();

    assertEnded(key);
  }

  @Test
  void anEndWhoseReplyWasLostAndThatHazelcastRepeatedIsRecognized() {
    SessionKey key = created();
    IMap<String, byte[]> sessions = members.member(0).getMap(MapConfigs.sessionsOf("test"));
    byte[] tombstone = EntryForm.encode(Tombstone.setAt(now, Duration.ZERO));
    Grid repeating = new Grid(repeating(sessions), MapConfigs.SESSION_LIFE);

    Optional<Entry> ended = new Ending(repeating, new LastSeen(), key, Duration.ZERO, now).run();

    assertThat(ended.orElseThrow()).isInstanceOf(Live.class);
    assertThat(sessions.get(key.value())).isNotEqualTo(tombstone).hasSameSizeAs(tombstone);
    assertEnded(key);
  }

  @Test
  void anEndWaitsForNothingElse() {
    SessionKey first = created();
    SessionKey second = moved(first);
    Lanes busy = new Lanes(new Busy(), new Busy(), new AtOnce());
    SessionMaps onlyEnds =
        SessionMaps.open(
            "test",
            (name, life) -> new Grid(members.member(0).getMap(name), life, busy, new Halves()));

    assertThat(store(onlyEnds).delete(first)).isPresent();

    assertEnded(first, second);
  }

  private void moveAt(int moving, int number, SessionKey from, SessionKey to) {
    if (number == moving) {
      UpdateResult result = other.move(from, to, Samples.set("m", now), GRACE, Optional.empty());
      assertThat(result).isInstanceOfAny(UpdateResult.Saved.class, UpdateResult.Gone.class);
    }
  }

  private void assertEnded(SessionKey... keys) {
    for (SessionKey key : keys) {
      assertThat(other.find(key, Optional.empty())).isEqualTo(new FindResult.Absent());
      assertThat(other.create(key, Samples.session(now, IDLE), Optional.empty()))
          .isEqualTo(CreateResult.TAKEN);
    }
  }

  /** One that remembers nothing of where the session went. */
  private static HazelcastSessionStore anotherNode() {
    return store(Members.maps(members.member(0)));
  }

  private boolean isFound(SessionKey key) {
    return other.find(key, Optional.empty()) instanceof FindResult.Found;
  }

  private SessionKey created() {
    SessionKey key = newKey();
    other.create(key, Samples.session(now, IDLE), Optional.empty());
    return key;
  }

  private SessionKey moved(SessionKey from) {
    SessionKey to = newKey();
    other.move(from, to, Samples.set("m", now), GRACE, Optional.empty());
    return to;
  }

  private static boolean isDone(HazelcastSessionStore store, SessionKey deleted) {
    try {
      store.delete(deleted);
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  private static TroubledMaps.Trouble outageFrom(int first) {
    return call -> {
      if (call >= first) {
        throw new OperationTimeoutException("no answer");
      }
    };
  }

  private static HazelcastSessionStore store(SessionMaps maps) {
    return new HazelcastSessionStore(maps, Clock.systemUTC());
  }

  private static SessionKey newKey() {
    return Samples.key(NUMBERS.incrementAndGet());
  }

  /** Every compare-and-set is done twice, and the first answer is lost. */
  @SuppressWarnings("unchecked")
  private static IMap<String, byte[]> repeating(IMap<String, byte[]> map) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("replace")) {
            method.invoke(map, arguments);
          }
          return method.invoke(map, arguments);
        };
    return (IMap<String, byte[]>)
        Proxy.newProxyInstance(IMap.class.getClassLoader(), new Class<?>[] {IMap.class}, handler);
  }

  /** Has no thread left for anybody. */
  private static final class Busy implements Asking {
    @Override
    public <T> Supplier<T> begin(Supplier<T> question) {
      throw new RejectedExecutionException("busy");
    }
  }
}
