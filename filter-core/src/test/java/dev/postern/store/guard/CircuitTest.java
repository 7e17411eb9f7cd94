package dev.postern.store.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.contract.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When calls are let through, to the very call and instant. */
class CircuitTest {

  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final int THREADS = 32;

  private final Circuit circuit = new Circuit();
  private Instant now = START;

  @Test
  void nineteenFailuresLeaveItClosed() {
    assertThat(fail(19)).isZero();
    assertThat(circuit.pass(now)).isPresent();
  }

  @Test
  void theTwentiethOpensIt() {
    fail(19);

    assertThat(fail(1)).isOne();
    assertThat(circuit.pass(now)).isEmpty();
  }

  @Test
  void halfOfTheCallsAreEnoughAndOneLessIsNot() {
    succeed(11);
    fail(10);
    assertThat(circuit.pass(now)).isPresent();

    fail(1);
    assertThat(circuit.pass(now)).isEmpty();
  }

  @Test
  void aSuccessNeverOpensIt() {
    fail(10);
    succeed(9);
    assertThat(circuit.pass(now)).isPresent();

    succeed(1);
    assertThat(circuit.pass(now)).isPresent();
  }

  @Test
  void whatIsFiveSecondsOldCountsNoMore() {
    fail(19);
    advance(Duration.ofSeconds(5));

    fail(1);

    assertThat(circuit.pass(now)).isPresent();
  }

  @Test
  void whatIsNearlyFiveSecondsOldStillCounts() {
    fail(19);
    advance(Duration.ofMillis(4_999));

    fail(1);

    assertThat(circuit.pass(now)).isEmpty();
  }

  @Test
  void anOpenOneLetsOneCallThroughEachSecond() {
    fail(20);

    advance(Duration.ofMillis(999));
    assertThat(circuit.pass(now)).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(circuit.pass(now)).isPresent();
    assertThat(circuit.pass(now)).isEmpty();
    advance(Duration.ofMillis(999));
    assertThat(circuit.pass(now)).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(circuit.pass(now)).isPresent();
  }

  @Test
  void aProbeThatFailsLeavesItOpen() {
    fail(20);
    advance(Circuit.PROBE_EVERY);

    assertThat(circuit.failed(circuit.pass(now).orElseThrow(), now)).isFalse();

    assertThat(circuit.pass(now)).isEmpty();
  }

  @Test
  void theFirstProbeThatSucceedsClosesItAndFormerFailuresAreForgotten() {
    fail(20);
    advance(Circuit.PROBE_EVERY);

    assertThat(circuit.succeeded(circuit.pass(now).orElseThrow(), now)).isTrue();

    assertThat(fail(19)).isZero();
    assertThat(fail(1)).isOne();
  }

  @Test
  void aCallThatBeganBeforeItOpenedDoesNotCloseIt() {
    Circuit.Pass early = circuit.pass(now).orElseThrow();
    fail(20);

    assertThat(circuit.succeeded(early, now)).isFalse();

    assertThat(circuit.pass(now)).isEmpty();
  }

  @Test
  void aProbeThatFailsAfterItClosedIsNotCounted() {
    fail(20);
    advance(Circuit.PROBE_EVERY);
    Circuit.Pass slow = circuit.pass(now).orElseThrow();
    advance(Circuit.PROBE_EVERY);
    circuit.succeeded(circuit.pass(now).orElseThrow(), now);

    circuit.failed(slow, now);

    assertThat(fail(19)).isZero();
  }

  @Test
  void whatIsTriedAnywayClosesItToo() {
    fail(20);

    assertThat(circuit.succeeded(circuit.passAnyway(now), now)).isTrue();

    assertThat(circuit.pass(now)).isPresent();
  }

  @Test
  void aClockThatIsSetBackDoesNotKeepItOpen() {
    fail(20);
    advance(Duration.ofHours(-1));

    assertThat(circuit.pass(now)).isPresent();
  }

  @Test
  void ofManyThreadsExactlyOneProbesEachSecond() {
    fail(20);
    try (Race race = new Race()) {
      for (int second = 0; second < 50; second++) {
        advance(Circuit.PROBE_EVERY);
        Instant at = now;
        List<Boolean> passed =
            race.run(
                Collections.nCopies(
                    THREADS, (Callable<Boolean>) () -> circuit.pass(at).isPresent()));

        assertThat(passed).containsOnlyOnce(true);
      }
    }
  }

  @Test
  void ofManyThreadsExactlyOneOpensItAndNoCountIsLost() {
    try (Race race = new Race()) {
      for (int round = 0; round < 50; round++) {
        Circuit raced = new Circuit();
        List<Boolean> opened =
            race.run(
                IntStream.range(0, Circuit.FEWEST_CALLS)
                    .<Callable<Boolean>>mapToObj(
                        n -> () -> raced.failed(raced.passAnyway(START), START))
                    .toList());

        assertThat(opened).containsOnlyOnce(true);
        assertThat(raced.pass(START)).isEmpty();
      }
    }
  }

  /** How many of them opened the circuit. */
  private long fail(int times) {
    return IntStream.range(0, times)
        .filter(n -> circuit.failed(circuit.pass(now).orElseThrow(), now))
        .count();
  }

  private void succeed(int times) {
    IntStream.range(0, times).forEach(n -> circuit.succeeded(circuit.pass(now).orElseThrow(), now));
  }

  private void advance(Duration length) {
    now = now.plus(length);
  }
}
