package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import dev.postern.store.Denial;
import dev.postern.store.Grace;
import dev.postern.store.LogPosition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call of the map is one trip to the owner of the key. */
class RoundTripTest {

  private final Instant now = Instant.now();
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Grace GRACE = new Grace(Duration.ofSeconds(30), true);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private static Members members;

  private final AtomicInteger trips = new AtomicInteger();
  private final HazelcastSessionStore store =
      new HazelcastSessionStore(Members.sessions(counted("sessions")), Clock.systemUTC());
  private int key;

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
    store.create(Samples.key(key), Samples.session(now, IDLE), Optional.empty());
    assertThat(trips).hasValue(1);
    trips.set(0);
  }

  @Test
  void findIsOneTripAndOneMoreWhenItMovesTheLastAccess() {
    store.find(Samples.key(key), Optional.empty());
    assertThat(trips).hasValue(1);

    store.find(Samples.key(key), Optional.of(now.plusSeconds(1)));
    assertThat(trips).hasValue(3);
  }

  @Test
  void aRequestThatReadsAndWritesIsTwoTrips() {
    store.find(Samples.key(key), Optional.empty());
    store.update(Samples.key(key), Samples.set("b", now));

    assertThat(trips).hasValue(2);
  }

  @Test
  void anUpdateWhoseGuessIsWrongReadsFirst() {
    HazelcastSessionStore other =
        new HazelcastSessionStore(Members.sessions(members.member(0)), Clock.systemUTC());
    other.update(Samples.key(key), Samples.set("b", now));

    store.update(Samples.key(key), Samples.set("c", now));

    assertThat(trips).hasValue(3);
  }

  @Test
  void aChangeOfTheKeyIsTwoTripsAndADeletionOne() {
    store.move(
        Samples.key(key),
        Samples.key(key + 1),
        Samples.set("b", now),
        Grace.NONE,
        Optional.empty());
    assertThat(trips).hasValue(2);

    store.delete(Samples.key(key + 1));
    assertThat(trips).hasValue(3);
  }

  @Test
  void aDeletionByAnOldKeyIsOneTripPerKey() {
    store.move(
        Samples.key(key), Samples.key(key + 1), Samples.set("b", now), GRACE, Optional.empty());
    trips.set(0);

    store.delete(Samples.key(key));

    assertThat(trips).hasValue(2);
  }

  @Test
  void aSessionThatOutlivesTheMapsTimeTakesOneTripMorePerWrite() {
    store.create(
        Samples.key(key + 1), Samples.session(now, Duration.ofHours(20)), Optional.empty());
    trips.set(0);

    store.update(Samples.key(key + 1), Samples.set("b", now));

    assertThat(trips).hasValue(2);
    long left =
        Members.sessions(members.member(0)).expirationOf(Samples.key(key + 1).value())
            - System.currentTimeMillis();
    assertThat(Duration.ofMillis(left)).isBetween(Duration.ofHours(19), Duration.ofHours(21));
  }

  @Test
  void aDenialAndAReadingAreOneTripEach() {
    HazelcastDenylist log =
        new HazelcastDenylist(new Grid(counted("denials"), MapConfigs.LOG_LIFE), Clock.systemUTC());
    log.readAfter(LogPosition.START);
    trips.set(0);

    log.append(new Denial(Denial.Kind.TOKEN, "k", now, now.plusSeconds(60)));
    assertThat(trips).hasValue(1);

    log.readAfter(LogPosition.START);
    assertThat(trips).hasValue(2);
  }

  @SuppressWarnings("unchecked")
  private IMap<String, byte[]> counted(String name) {
    IMap<String, byte[]> map = members.member(0).getMap("postern.test." + name);
    return (IMap<String, byte[]>)
        Proxy.newProxyInstance(
            IMap.class.getClassLoader(),
            new Class<?>[] {IMap.class},
            (proxy, method, arguments) -> {
              trips.incrementAndGet();
              try {
                return method.invoke(map, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
