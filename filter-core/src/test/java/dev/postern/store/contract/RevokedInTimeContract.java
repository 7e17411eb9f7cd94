package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denylist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * DESIGN 7, promise 1, many times over: what one node has taken back, another one refuses within
 * the bound, and serves everybody else meanwhile.
 */
public abstract class RevokedInTimeContract {

  private static final int WATCHERS = 2;
  private static final long NANOS_BETWEEN_GOOD_ONES = 100_000;

  /** For stores. */
  protected RevokedInTimeContract() {}

  /** Opens an empty log. */
  protected abstract Denylist newDenylist();

  /** Another node on this log. */
  protected abstract Denylist otherNode(Denylist first);

  @ParameterizedTest
  @CsvSource({"PT2S, 1667", "PT0.2S, 200", "PT0S, 200"})
  void theOtherNodeRefusesWithinTheBoundAndServesEverybodyElse(Duration bound, int eachByDefault) {
    int each = Integer.getInteger("soak.revocations", eachByDefault);
    Denylist log = newDenylist();
    DenyingNode here = new DenyingNode(log, bound);
    DenyingNode there = new DenyingNode(otherNode(log), bound);
    long all = (long) each * Taking.values().length;
    TakenBack takenBack = new TakenBack(all, bound);
    List<Callable<Long>> threads = new ArrayList<>();
    threads.add(() -> serveOthers(there, takenBack));
    for (int n = 0; n < WATCHERS; n++) {
      threads.add(takenBack::watch);
    }
    for (Taking way : Taking.values()) {
      threads.add(() -> takeBackMany(way, each, here, there, takenBack));
    }

    try (Race race = new Race()) {
      List<Long> counts = race.run(threads);
      System.getLogger(RevokedInTimeContract.class.getName())
          .log(
              System.Logger.Level.INFO,
              "event=revoked-in-time bound={0} refused={1} longest={2} others-and-asked={3}",
              bound,
              String.valueOf(takenBack.refused()),
              takenBack.longest(),
              String.valueOf(counts.subList(0, 1 + WATCHERS)));
      assertThat(counts.get(0)).isPositive();
    }
    assertThat(takenBack.refused()).isEqualTo(all);
  }

  private static long takeBackMany(
      Taking way, int count, DenyingNode here, DenyingNode there, TakenBack takenBack) {
    for (int n = 0; n < count && takenBack.isGoingOn(); n++) {
      int number = n;
      assertThat(patiently(() -> there.answer(way, number))).isEqualTo(Answer.ACCEPTED);
      assertThat(here.takesBack(way, number)).isTrue();
      takenBack.add(() -> there.answer(way, number));
      assertThat(patiently(() -> here.answer(way, number))).isEqualTo(Answer.REFUSED);
    }
    return count;
  }

  private static long serveOthers(DenyingNode there, TakenBack takenBack) {
    long served = 0;
    while (takenBack.isGoingOn()) {
      assertThat(patiently(there::answerToUntouched)).isEqualTo(Answer.ACCEPTED);
      served++;
      LockSupport.parkNanos(NANOS_BETWEEN_GOOD_ONES);
    }
    return served;
  }

  /** A machine that stalls may keep a question waiting until it is told to come back. */
  private static Answer patiently(Supplier<Answer> question) {
    Answer answer = question.get();
    while (answer == Answer.UNAVAILABLE) {
      answer = question.get();
    }
    return answer;
  }
}
