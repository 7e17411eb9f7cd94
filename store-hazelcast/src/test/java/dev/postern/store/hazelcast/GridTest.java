package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.map.IMap;
import dev.postern.store.StoreException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writes of which nobody knows whether the backup has them. */
class GridTest {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};
  private static final byte[] THREE = {3};
  private static final AtomicInteger KEYS = new AtomicInteger();

  private static Members members;

  private final String key = "k" + KEYS.incrementAndGet();
  private final Grid answering = new Grid(map(), MapConfigs.SESSION_LIFE);
  private final AtomicInteger calls = new AtomicInteger();

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @Test
  void aWriteThatWasDoneAndNotAnsweredIsConfirmed() {
    assertThat(unanswered(1, true).putIfAbsent(key, ONE, LIFE)).isEmpty();
    assertThat(answering.get(key)).contains(ONE);

    calls.set(0);

    assertThat(unanswered(1, true).replace(key, ONE, TWO, LIFE)).isTrue();
    assertThat(answering.get(key)).contains(TWO);
    assertThat(calls).hasValue(2);
  }

  @Test
  void aWriteThatWasNeitherDoneNorAnsweredIsDone() {
    assertThat(unanswered(1, false).putIfAbsent(key, ONE, LIFE)).isEmpty();
    assertThat(answering.get(key)).contains(ONE);

    calls.set(0);

    assertThat(unanswered(1, false).replace(key, ONE, TWO, LIFE)).isTrue();
    assertThat(answering.get(key)).contains(TWO);
  }

  @Test
  void aWriteThatWasNotAnsweredNeverOverwritesAnotherWritersValue() {
    answering.set(key, THREE, LIFE);

    assertThat(unanswered(1, false).putIfAbsent(key, ONE, LIFE)).contains(THREE);
    calls.set(0);
    assertThat(unanswered(1, false).replace(key, ONE, TWO, LIFE)).isFalse();

    assertThat(answering.get(key)).contains(THREE);
  }

  @Test
  void aValueThatOutlivesTheMapsTimeStillDoesWhenItIsConfirmed() {
    unanswered(1, true).putIfAbsent(key, ONE, MapConfigs.SESSION_LIFE.multipliedBy(10));

    Duration left = Duration.ofMillis(answering.expirationOf(key) - System.currentTimeMillis());
    assertThat(left).isGreaterThan(MapConfigs.SESSION_LIFE.multipliedBy(9));
  }

  @Test
  void aWriteThatIsNotAnsweredTwiceIsAnOutage() {
    assertThatThrownBy(() -> unanswered(2, true).putIfAbsent(key, ONE, LIFE))
        .isInstanceOf(StoreException.class)
        .hasCauseInstanceOf(IndeterminateOperationStateException.class);
    assertThat(calls).hasValue(2);
    assertThatThrownBy(() -> unanswered(2, true).replace(key, ONE, TWO, LIFE))
        .isInstanceOf(StoreException.class);
    assertThat(calls).hasValue(2);
  }

  @Test
  void whatIsPutOrTakenAwayWhateverIsThereIsRepeatedUntilItIsConfirmed() {
    for (boolean isDone : List.of(true, false)) {
      unanswered(1, isDone).set(key, ONE, LIFE);
      assertThat(calls).hasValue(2);
      assertThat(answering.get(key)).contains(ONE);

      unanswered(2, isDone).beginSet(Map.of(key, TWO, key + "b", TWO), LIFE).run();
      assertThat(calls).hasValue(4);
      assertThat(answering.getAll(Set.of(key, key + "b"))).hasSize(2).containsEntry(key, TWO);

      unanswered(1, isDone).setLife(key, MapConfigs.SESSION_LIFE.multipliedBy(10));
      assertThat(calls).hasValue(2);

      unanswered(1, isDone).remove(key + "b", TWO);
      unanswered(1, isDone).delete(List.of(key));
      assertThat(calls).hasValue(2);
      assertThat(answering.getAll(Set.of(key, key + "b"))).isEmpty();

      answering.set(key, ONE, LIFE);
      unanswered(1, isDone).forget(List.of(key));
      assertThat(answering.get(key)).isEmpty();
    }
  }

  @Test
  void whatIsNotConfirmedTwiceIsAnOutageThere() {
    assertThatThrownBy(() -> unanswered(2, true).set(key, ONE, LIFE))
        .isInstanceOf(StoreException.class)
        .hasCauseInstanceOf(IndeterminateOperationStateException.class);
    assertThatThrownBy(() -> unanswered(2, true).delete(List.of(key)))
        .isInstanceOf(StoreException.class);
    assertThatCode(() -> unanswered(2, true).forget(List.of(key))).doesNotThrowAnyException();
  }

  /** A map whose first calls are not answered, whether they are done or not. */
  @SuppressWarnings("unchecked")
  private Grid unanswered(int count, boolean isDone) {
    calls.set(0);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          boolean isAnswered = calls.incrementAndGet() > count;
          Optional<Object> answer =
              isAnswered || isDone
                  ? Optional.ofNullable(method.invoke(map(), arguments))
                  : Optional.empty();
          if (!isAnswered) {
            var unanswered = new IndeterminateOperationStateException("The backup did not answer.");
            if (method.getName().endsWith("Async")) {
              return CompletableFuture.failedFuture(unanswered);
            }
            throw unanswered;
          }
          return answer.orElse(null);
        };
    return new Grid(
        (IMap<String, byte[]>)
            Proxy.newProxyInstance(
                IMap.class.getClassLoader(), new Class<?>[] {IMap.class}, handler),
        MapConfigs.SESSION_LIFE);
  }

  private static IMap<String, byte[]> map() {
    return members.member(0).getMap(MapConfigs.sessionsOf("test"));
  }
}
