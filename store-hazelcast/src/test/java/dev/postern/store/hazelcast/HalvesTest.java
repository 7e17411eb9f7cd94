package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.SubjectKey;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While halves of a split cluster meet, what is missing is not absent: nobody is logged out. */
class HalvesTest {

  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static Members members;

  private final Instant now = Instant.now();
  private final Halves halves = new Halves();
  private final IMap<String, byte[]> map = members.member(0).getMap(MapConfigs.sessionsOf("test"));
  private final Grid grid = grid(map);
  private final String there = newKey().value();
  private final String missing = newKey().value();

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @Test
  void whatIsThereIsReadAndChangedAsEver() {
    grid.set(there, ONE, LIFE);
    halvesAre(LifecycleState.MERGING);

    assertThat(grid.get(there)).contains(ONE);
    assertThat(grid.getAll(Set.of(there))).containsOnlyKeys(there);
    assertThat(grid.replace(there, ONE, TWO, LIFE)).isTrue();
  }

  @Test
  void whatIsMissingIsAnOutage() {
    grid.set(there, ONE, LIFE);
    halvesAre(LifecycleState.MERGING);

    assertOutage("get", () -> grid.get(missing));
    assertOutage("getAll", () -> grid.getAll(Set.of(there, missing)));
  }

  @Test
  void nothingIsBegunAnew() {
    halvesAre(LifecycleState.MERGING);

    assertOutage("putIfAbsent", () -> grid.putIfAbsent(missing, ONE, LIFE));

    assertThat(map.containsKey(missing)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGED", "MERGE_FAILED"})
  void afterwardsWhatIsMissingIsAbsent(LifecycleState end) {
    halvesAre(LifecycleState.MERGING);
    halvesAre(end);

    assertThat(grid.get(missing)).isEmpty();
    assertThat(grid.getAll(Set.of(missing))).isEmpty();
    assertThat(grid.putIfAbsent(missing, ONE, LIFE)).isEmpty();
  }

  @Test
  void halvesThatMeetWhileACallIsUnderWayAreNoticed() {
    Grid slow =
        grid(
            during(
                () -> {
                  halvesAre(LifecycleState.MERGING);
                  halvesAre(LifecycleState.MERGED);
                }));

    assertOutage("get", () -> slow.get(missing));
    assertOutage("putIfAbsent", () -> slow.putIfAbsent(missing, ONE, LIFE));
  }

  @Test
  void whoeverComesAndGoesOtherwiseChangesNothing() {
    halvesAre(LifecycleState.STARTED);
    halvesAre(LifecycleState.CLIENT_DISCONNECTED);

    assertThatCode(() -> grid.get(missing)).doesNotThrowAnyException();
  }

  @Test
  void noSessionIsAbsentAndNoPlaceIsLost() {
    HazelcastSessionStore store =
        new HazelcastSessionStore(
            SessionMaps.open("test", (name, life) -> grid(members.member(0).getMap(name))),
            Clock.systemUTC());
    Optional<Enrolment> alice = Optional.of(new Enrolment(new SubjectKey(missing), 9));
    SessionKey key = newKey();
    store.create(key, Samples.session(now, IDLE), alice);
    byte[] bytes = map.get(key.value());
    map.remove(key.value());
    halvesAre(LifecycleState.MERGING);

    assertOutage("get", () -> store.find(key, Optional.empty()));
    assertOutage("getAll", () -> store.findBySubject(new SubjectKey(missing)));
    assertOutage("get", () -> store.update(key, Samples.set("b", now)));
    assertOutage("putIfAbsent", () -> store.create(newKey(), Samples.session(now, IDLE), alice));

    map.put(key.value(), bytes);
    halvesAre(LifecycleState.MERGED);
    assertThat(store.find(key, Optional.empty())).isInstanceOf(FindResult.Found.class);
    assertThat(store.findBySubject(new SubjectKey(missing))).hasSize(1);
    assertThat(store.create(newKey(), Samples.session(now, IDLE), alice))
        .isEqualTo(CreateResult.CREATED);
  }

  private void halvesAre(LifecycleState state) {
    halves.stateChanged(new LifecycleEvent(state));
  }

  private Grid grid(IMap<String, byte[]> of) {
    return new Grid(of, MapConfigs.SESSION_LIFE, Lanes.ofCallers(), halves);
  }

  private static void assertOutage(String operation, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(StoreException.class)
        .hasMessage("hazelcast: " + operation + " failed")
        .hasRootCauseMessage("halves of the cluster are meeting");
  }

  /** A map during whose calls something happens. */
  @SuppressWarnings("unchecked")
  private IMap<String, byte[]> during(Runnable happening) {
    return (IMap<String, byte[]>)
        Proxy.newProxyInstance(
            IMap.class.getClassLoader(),
            new Class<?>[] {IMap.class},
            (proxy, method, arguments) -> {
              happening.run();
              return method.invoke(map, arguments);
            });
  }

  private static SessionKey newKey() {
    return Samples.key(NUMBERS.incrementAndGet());
  }
}
