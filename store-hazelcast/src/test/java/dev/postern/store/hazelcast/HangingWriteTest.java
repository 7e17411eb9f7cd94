package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writes whose first call hangs, as one does whose backup was refused, done or not done. */
class HangingWriteTest {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};
  private static final byte[] THREE = {3};

  private static Members members;

  private final String key = UUID.randomUUID().toString();
  private final CountDownLatch thawed = new CountDownLatch(1);
  private final CompletableFuture<Object> unanswered = new CompletableFuture<>();
  private final Semaphore doneLate = new Semaphore(0);
  private final Calls calls =
      new Calls("hanging", 16, Duration.ofMillis(50), Duration.ofSeconds(60));

  @BeforeAll
  static void startMember() {
    members = Members.start(1);
  }

  @AfterAll
  static void stopMember() {
    members.close();
  }

  @AfterEach
  void end() {
    thawed.countDown();
    unanswered.complete("late");
    calls.close();
  }

  @Test
  void aWriteThatHangsIsMadeAgainWhetherItWasDoneOrNot() {
    for (boolean isDone : List.of(true, false)) {
      assertThat(hanging(isDone).putIfAbsent(key, ONE, LIFE)).isEmpty();
      assertThat(value()).contains(ONE);

      assertThat(hanging(isDone).replace(key, ONE, TWO, LIFE)).isTrue();
      assertThat(value()).contains(TWO);

      hanging(isDone).set(key, THREE, LIFE);
      assertThat(value()).contains(THREE);

      assertThat(hanging(isDone).remove(key, THREE)).isEqualTo(!isDone);
      assertThat(value()).isEmpty();
    }
  }

  @Test
  void aCallThatIsDoneLateChangesNothing() throws InterruptedException {
    assertThat(hanging(false).putIfAbsent(key, ONE, LIFE)).isEmpty();
    assertThat(hanging(false).replace(key, ONE, TWO, LIFE)).isTrue();
    assertThat(map().replace(key, TWO, THREE)).isTrue();

    thawed.countDown();
    doneLate.acquire(2);

    assertThat(value()).contains(THREE);
  }

  @Test
  void itsOwnCallThatIsDoneBetweenIsNotTakenForAnotherWriters() {
    Grid putting = overtakenBy(() -> map().putIfAbsent(key, ONE));
    assertThat(putting.putIfAbsent(key, ONE, LIFE)).isEmpty();

    Grid replacing = overtakenBy(() -> map().replace(key, ONE, TWO));
    assertThat(replacing.replace(key, ONE, TWO, LIFE)).isTrue();
  }

  /**
   * A map whose first call hangs, and is served just after the first one that is made beside it.
   */
  private Grid overtakenBy(Runnable served) {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    return grid(
        calls,
        (proxy, method, arguments) -> {
          if (isFirst.getAndSet(false)) {
            thawed.await();
            return null;
          }
          Object answer = method.invoke(map(), arguments);
          served.run();
          return answer;
        });
  }

  private Grid hanging(boolean isDone) {
    return grid(calls, firstHangs(isDone));
  }

  /** After it was done, or before it is. */
  private InvocationHandler firstHangs(boolean isDone) {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    return (proxy, method, arguments) -> {
      if (!isFirst.getAndSet(false)) {
        return method.invoke(map(), arguments);
      }
      if (isDone) {
        method.invoke(map(), arguments);
      }
      if (method.getName().endsWith("Async")) {
        return unanswered;
      }
      thawed.await();
      Object late = method.invoke(map(), arguments);
      doneLate.release();
      return late;
    };
  }

  @SuppressWarnings("unchecked")
  private static Grid grid(Calls calls, InvocationHandler handler) {
    IMap<String, byte[]> map =
        (IMap<String, byte[]>)
            Proxy.newProxyInstance(
                IMap.class.getClassLoader(), new Class<?>[] {IMap.class}, handler);
    return new Grid(map, MapConfigs.SESSION_LIFE, new Lanes(calls, calls, calls), new Halves());
  }

  private Optional<byte[]> value() {
    return Optional.ofNullable(map().get(key));
  }

  private static IMap<String, byte[]> map() {
    return members.member(0).getMap(MapConfigs.sessionsOf("hanging"));
  }
}
