package dev.postern.store.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.LogCapture;
import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.FindResult;
import dev.postern.store.Lifetime;
import dev.postern.store.LogPosition;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoreSettings;
import dev.postern.store.StoredValue;
import dev.postern.store.Stores;
import dev.postern.store.SubjectKey;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.contract.Race;
import dev.postern.store.memory.MemoryStoreProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of a store that fails, and what the log says of it. */
class GuardedStoresTest {

  private static final SessionKey KEY = new SessionKey("k".repeat(43));
  private static final int THREADS = 32;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Supplier<RuntimeException> failure =
      () -> new StoreException("redis: lost", new IllegalStateException("cut"));
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Stores memory =
      new MemoryStoreProvider().open(new StoreSettings("shop", Map.of(), clock));
  private final Stores stores = GuardedStores.around(new Breakable(), "redis", "shop", clock);

  @Test
  void aStoreThatWorksIsAskedEveryTime() {
    create();

    assertThat(stores.sessions().find(KEY, Optional.empty())).isInstanceOf(FindResult.Found.class);
    assertThat(stores.sessions().attribute(KEY, "a")).isEmpty();
    assertThat(stores.sessions().findBySubject(new SubjectKey("s".repeat(43)))).isEmpty();
    assertThat(stores.sessions().takeExpired(10)).isEmpty();
    assertThat(stores.sessions().delete(KEY)).isPresent();
    append();
    assertThat(stores.denylist().readAfter(LogPosition.START).denials()).hasSize(1);
    assertThat(stores.oneTimeUse().claim("k", "me", clock.instant().plusSeconds(60)))
        .isEqualTo("me");
    assertThat(asked).hasValue(9);
  }

  @Test
  void aStoreThatForgetsThingsSaysSoThroughItsGuards() {
    assertThat(stores.keepsEverything()).isTrue();

    broken.add("keepsEverything");

    assertThat(stores.keepsEverything()).isFalse();
  }

  @Test
  void aStoreThatFailsIsLeftAlone() {
    broken.add("find");
    failFinds(20);
    asked.set(0);

    failFinds(100);

    assertThat(asked).hasValue(0);
  }

  @Test
  void aLogoutIsTriedAllTheSame() {
    broken.addAll(Set.of("find", "create", "delete", "append", "readAfter"));
    failFinds(20);
    IntStream.range(0, 20).forEach(n -> assertThatThrownBy(this::create));
    asked.set(0);

    IntStream.range(0, 100).forEach(n -> assertThatThrownBy(() -> stores.sessions().delete(KEY)));
    IntStream.range(0, 100).forEach(n -> assertThatThrownBy(this::append));

    assertThat(asked).hasValue(200);
  }

  // FAULTS R15
  @Test
  void aStoreThatIsFullIsStillRead() {
    broken.addAll(Set.of("create", "update"));
    IntStream.range(0, 40).forEach(n -> assertThatThrownBy(this::create));
    asked.set(0);

    assertThat(stores.sessions().find(KEY, Optional.empty())).isEqualTo(new FindResult.Absent());

    assertThatThrownBy(this::create).isInstanceOf(StoreException.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void itIsServingAgainWithTheFirstProbeAfterItIsBack() {
    broken.add("find");
    failFinds(30);
    broken.clear();
    clock.advance(Duration.ofMillis(999));
    failFinds(1);

    clock.advance(Duration.ofMillis(1));

    for (int n = 0; n < 100; n++) {
      assertThat(stores.sessions().find(KEY, Optional.empty())).isEqualTo(new FindResult.Absent());
    }
  }

  @Test
  void aMistakeIsNoOutage() {
    failure = () -> new IllegalArgumentException("a mistake of ours");
    broken.add("find");
    for (int n = 0; n < 100; n++) {
      assertThatThrownBy(() -> stores.sessions().find(KEY, Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }

    assertThat(asked).hasValue(100);
  }

  @Test
  void manyThreadsSendOneProbeEachSecond() {
    broken.add("find");
    failFinds(20);
    try (Race race = new Race()) {
      for (int second = 0; second < 20; second++) {
        clock.advance(Circuit.PROBE_EVERY);
        asked.set(0);

        race.run(
            Collections.nCopies(
                THREADS,
                (Callable<Boolean>)
                    () -> {
                      failFinds(10);
                      return true;
                    }));

        assertThat(asked).hasValue(1);
      }
    }
  }

  @Test
  void theLogHasOneLinePerChange() {
    try (LogCapture log = new LogCapture(StateLog.class)) {
      broken.add("find");
      for (int second = 0; second < 10; second++) {
        failFinds(50);
        clock.advance(Circuit.PROBE_EVERY);
      }
      broken.clear();
      IntStream.range(0, 50).forEach(n -> stores.sessions().find(KEY, Optional.empty()));

      assertThat(log.lines())
          .containsExactly(
              "event=store-lost store=redis part=sessions for=reading app=shop",
              "event=circuit-open store=redis part=sessions for=reading app=shop",
              "event=store-back store=redis part=sessions for=reading app=shop"
                  + " lost_for=PT10S failed=29 not_tried=471",
              "event=circuit-closed store=redis part=sessions for=reading app=shop");
    }
  }

  @Test
  void aFailureNowAndThenIsOneLine() {
    try (LogCapture log = new LogCapture(StateLog.class)) {
      for (int n = 0; n < 100; n++) {
        broken.add("find");
        failFinds(1);
        broken.clear();
        clock.advance(Duration.ofMillis(100));
        stores.sessions().find(KEY, Optional.empty());
        stores.sessions().find(KEY, Optional.empty());
      }

      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepTheStoreLost() {
    try (LogCapture log = new LogCapture(StateLog.class)) {
      broken.add("find");
      failFinds(1);
      broken.clear();
      clock.advance(Duration.ofHours(-1));

      stores.sessions().find(KEY, Optional.empty());

      assertThat(log.lines()).hasSize(2);
    }
  }

  private void failFinds(int times) {
    for (int n = 0; n < times; n++) {
      assertThatThrownBy(() -> stores.sessions().find(KEY, Optional.empty()))
          .isInstanceOf(StoreException.class);
    }
  }

  private void create() {
    Instant now = clock.instant();
    stores
        .sessions()
        .create(
            KEY,
            new SessionRecord(
                new StoredValue.Reference("header"),
                Map.of(),
                now,
                new Lifetime(Duration.ofMinutes(30), now.plusSeconds(3_600)),
                1),
            Optional.empty());
  }

  private void append() {
    Instant now = clock.instant();
    stores.denylist().append(new Denial(Denial.Kind.TOKEN, "jti", now, now.plusSeconds(60)));
  }

  /** A store on memory, whose methods can be broken by name. */
  private final class Breakable implements Stores {

    @Override
    public SessionStore sessions() {
      return breakable(SessionStore.class, memory.sessions());
    }

    @Override
    public Denylist denylist() {
      return breakable(Denylist.class, memory.denylist());
    }

    @Override
    public OneTimeUse oneTimeUse() {
      return breakable(OneTimeUse.class, memory.oneTimeUse());
    }

    @Override
    public boolean keepsEverything() {
      return !broken.contains("keepsEverything");
    }

    @Override
    public void close() {
      memory.close();
    }

    private <T> T breakable(Class<T> kind, T store) {
      return kind.cast(
          Proxy.newProxyInstance(
              kind.getClassLoader(),
              List.of(kind).toArray(Class<?>[]::new),
              (proxy, method, arguments) -> {
                asked.incrementAndGet();
                if (broken.contains(method.getName())) {
                  throw failure.get();
                }
                try {
                  return method.invoke(store, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
