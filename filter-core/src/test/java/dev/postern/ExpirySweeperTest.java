package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.session.AttributeSettings;
import dev.postern.session.EndObserver;
import dev.postern.session.ManagedSession;
import dev.postern.session.SessionKeys;
import dev.postern.session.SessionManager;
import dev.postern.session.SessionSealing;
import dev.postern.session.SessionSettings;
import dev.postern.session.SubjectLimit;
import dev.postern.session.SweepSettings;
import dev.postern.store.StoreSettings;
import dev.postern.store.contract.MutableClock;
import dev.postern.store.memory.MemoryStoreProvider;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The thread that looks for sessions whose time is over, when its application ends. */
final class ExpirySweeperTest {

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final CountDownLatch telling = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @Test
  void aListenerThatNeverReturnsIsInterruptedWhenTheApplicationEnds() throws Exception {
    ExpirySweeper sweeper = sweeping(sessionsWithAnExpiredOne());
    assertThat(telling.await(30, TimeUnit.SECONDS)).isTrue();

    sweeper.close();

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theSessionsOfEveryFilterAreLookedFor() throws Exception {
    try (ExpirySweeper sweeper = sweeping(sessions())) {
      sweeper.add(sessionsWithAnExpiredOne());

      assertThat(telling.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private ExpirySweeper sweeping(SessionManager sessions) {
    return new ExpirySweeper(
        "lab",
        sessions,
        new SweepSettings(Duration.ofSeconds(1)),
        getClass().getClassLoader(),
        () -> 0,
        Duration.ofMillis(10));
  }

  private SessionManager sessionsWithAnExpiredOne() {
    SessionManager sessions = sessions();
    ManagedSession session = sessions.begin(clock.instant());
    session.setAttribute("a", "1");
    sessions.save(session, clock.instant());
    clock.advance(IDLE);
    return sessions;
  }

  private SessionManager sessions() {
    var settings =
        new SessionSettings(
            IDLE,
            Duration.ofHours(1),
            Duration.ZERO,
            new SubjectLimit(9, SubjectLimit.WhenFull.OLDEST_OUT));
    var sealing =
        new SessionSealing(
            "lab",
            List.of(new byte[32]),
            new AttributeSettings(List.of(), 1 << 20, 1 << 22),
            getClass().getClassLoader());
    return new SessionManager(
        new MemoryStoreProvider().open(new StoreSettings("lab", Map.of(), clock)).sessions(),
        new SessionKeys(new byte[32]),
        settings,
        sealing,
        new SecureRandom(),
        new Waiting());
  }

  /** Waits for something that never comes. */
  private final class Waiting implements EndObserver {

    @Override
    public boolean isInterested() {
      return true;
    }

    @Override
    public void ended(ManagedSession session) {
      telling.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        Thread.currentThread().interrupt();
      }
    }
  }
}
