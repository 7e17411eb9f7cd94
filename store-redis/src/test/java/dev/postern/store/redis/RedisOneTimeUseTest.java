package dev.postern.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.OneTimeUse;
import dev.postern.store.StoreException;
import dev.postern.store.contract.OneTimeUseContract;
import dev.postern.store.contract.Race;
import dev.postern.store.contract.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisOneTimeUseTest extends OneTimeUseContract {

  private static RedisProcess redis;

  private final RedisFixture fixture = new RedisFixture();
  private final AtomicBoolean losing = new AtomicBoolean();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private String app = "none";
  private Clock clockOfStore = Clock.systemUTC();

  @BeforeAll
  static void start() {
    redis = RedisProcess.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected OneTimeUse newOneTimeUse(Clock storeClock) {
    app = RedisFixture.freshApp();
    clockOfStore = storeClock;
    return fixture.open(redis.uri(), app, storeClock).oneTimeUse();
  }

  @Override
  protected OneTimeUse otherNode(OneTimeUse first) {
    return fixture.open(redis.uri(), app, clockOfStore).oneTimeUse();
  }

  @Override
  protected int tokens() {
    return Integer.getInteger("one-time.tokens", 100);
  }

  @Override
  protected void elapse(Duration length) {
    redis.elapse(length, "postern:" + app + ":");
    super.elapse(length);
  }

  // FAULTS T6
  @Test
  void whereAnswersAreLostExactlyOneIsServedAndLearnsIt() {
    String lossy = RedisFixture.freshApp();
    Instant until = Instant.now().plusSeconds(600);
    try (Relay relay = new Relay(redis.port(), LosingSome::new);
        Race race = new Race()) {
      OneTimeUse node =
          fixture.open("redis://localhost:" + relay.port(), lossy, Clock.systemUTC()).oneTimeUse();
      losing.set(true);
      for (int n = 0; n < 50; n++) {
        String key = "k" + n;
        List<Callable<Boolean>> presenters = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
          String claimant = "p" + p;
          presenters.add(() -> claimUntilAnswered(node, key, claimant, until).equals(claimant));
        }
        assertThat(race.run(presenters)).containsOnlyOnce(true);
      }
      losing.set(false);
    }
    assertThat(lost).hasPositiveValue();
  }

  /** As a client does that was answered 503. */
  private static String claimUntilAnswered(
      OneTimeUse node, String key, String claimant, Instant until) {
    while (true) {
      try {
        return node.claim(key, claimant, until);
      } catch (StoreException lostTwice) {
        Thread.onSpinWait();
      }
    }
  }

  /** Breaks the connection in place of each tenth answer, which the server has given. */
  private final class LosingSome implements Relay.Watch {

    @Override
    public boolean asks(int bytes) {
      return true;
    }

    @Override
    public boolean answers(int bytes) {
      if (losing.get() && answers.incrementAndGet() % 10 == 0) {
        lost.incrementAndGet();
        throw new UncheckedIOException(new IOException("lost"));
      }
      return true;
    }
  }
}
