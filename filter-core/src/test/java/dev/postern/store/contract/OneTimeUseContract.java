package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.OneTimeUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promises of {@link OneTimeUse}, on two nodes of one backend. A store's test extends this and
 * implements {@link #newOneTimeUse} and {@link #otherNode}.
 */
public abstract class OneTimeUseContract {

  private static final int PRESENTERS = 64;

  /** So that a race of many is over in time on a slow machine too. */
  private static final int TOKENS_AT_ONCE = 250;

  /** Long: a server that owns the clock goes on while the machine of a test stalls. */
  private static final Duration LIFE = Duration.ofMinutes(4);

  private static final AtomicLong KEYS = new AtomicLong(System.nanoTime());

  private final MutableClock clock = new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  private final Race race = new Race();
  private OneTimeUse nodeA;
  private OneTimeUse nodeB;

  /** For subclasses. */
  protected OneTimeUseContract() {}

  /** Opens claims of which there are none yet. */
  protected abstract OneTimeUse newOneTimeUse(Clock storeClock);

  /** Another node with the same claims; the first itself if its backend has only one. */
  protected abstract OneTimeUse otherNode(OneTimeUse first);

  /** How many things all presenters race for. */
  protected abstract int tokens();

  /** Lets time pass; a store whose server owns the clock moves that too. */
  protected void elapse(Duration length) {
    clock.advance(length);
  }

  @BeforeEach
  void openTwoNodes() {
    nodeA = newOneTimeUse(clock);
    nodeB = otherNode(nodeA);
  }

  @AfterEach
  void stopThreads() {
    race.close();
  }

  @Test
  void theFirstClaimantWinsOnEveryNode() {
    String key = newKey();

    assertThat(nodeA.claim(key, "alice", until())).isEqualTo("alice");
    assertThat(nodeB.claim(key, "bob", until())).isEqualTo("alice");
    assertThat(nodeA.claim(key, "bob", until())).isEqualTo("alice");
  }

  @Test
  void theSameClaimantGetsTheSameAnswerAgain() {
    String key = newKey();
    nodeA.claim(key, "alice", until());
    nodeB.claim(key, "bob", until());

    assertThat(nodeA.claim(key, "alice", until())).isEqualTo("alice");
    assertThat(nodeB.claim(key, "alice", until())).isEqualTo("alice");
    assertThat(nodeB.claim(key, "bob", until())).isEqualTo("alice");
  }

  @Test
  void oneClaimSaysNothingOfAnother() {
    nodeA.claim(newKey(), "alice", until());

    assertThat(nodeB.claim(newKey(), "bob", until())).isEqualTo("bob");
  }

  @Test
  void aClaimHoldsUntilItsTimeAndIsForgottenThen() {
    String key = newKey();
    nodeA.claim(key, "alice", until());

    elapse(LIFE.dividedBy(2));
    assertThat(nodeB.claim(key, "bob", until())).isEqualTo("alice");

    elapse(LIFE.dividedBy(2).plusSeconds(61));
    assertThat(nodeB.claim(key, "bob", until())).isEqualTo("bob");
  }

  @Test
  void anotherApplicationsClaimIsNoneOfOurs() {
    String key = newKey();
    nodeA.claim(key, "alice", until());

    assertThat(newOneTimeUse(clock).claim(key, "bob", until())).isEqualTo("bob");
  }

  // FAULTS T6
  @Test
  void ofManyPresentersAtOnceExactlyOneSucceeds() {
    for (int left = tokens(); left > 0; left -= TOKENS_AT_ONCE) {
      raceFor(Math.min(left, TOKENS_AT_ONCE));
    }
  }

  private void raceFor(int tokens) {
    List<String> keys = IntStream.range(0, tokens).mapToObj(n -> newKey()).toList();
    Instant until = until();
    List<Callable<List<String>>> presenters = new ArrayList<>();
    for (int n = 0; n < PRESENTERS; n++) {
      OneTimeUse node = n % 2 == 0 ? nodeA : nodeB;
      String claimant = "p" + n;
      presenters.add(() -> keys.stream().map(key -> node.claim(key, claimant, until)).toList());
    }

    List<List<String>> answers = race.run(presenters);

    for (int token = 0; token < tokens; token++) {
      int successes = 0;
      for (int n = 0; n < PRESENTERS; n++) {
        successes += answers.get(n).get(token).equals("p" + n) ? 1 : 0;
      }
      assertThat(successes).isEqualTo(1);
    }
  }

  private Instant until() {
    return clock.instant().plus(LIFE);
  }

  private static String newKey() {
    return String.format("%043d", KEYS.incrementAndGet());
  }
}
