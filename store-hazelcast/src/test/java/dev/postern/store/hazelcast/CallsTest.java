package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.OperationTimeoutException;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that end, and calls that do not. */
class CallsTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final CountDownLatch thawed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void thaw() {
    thawed.countDown();
  }

  @Test
  void theAnswerIsPassedOn() {
    try (Calls calls = new Calls("test", 1, LONG, LONG)) {
      assertThat(calls.ask(() -> "answer")).isEqualTo("answer");
    }
  }

  @Test
  void soIsWhatIsThrown() {
    try (Calls calls = new Calls("test", 1, LONG, LONG)) {
      assertThatThrownBy(() -> calls.ask(CallsTest::fail))
          .isExactlyInstanceOf(IllegalStateException.class)
          .hasMessage("failed");
    }
  }

  @Test
  void aCallThatDoesNotEndIsGivenUp() {
    try (Calls calls = new Calls("test", 1, SHORT, SHORT)) {
      assertThatThrownBy(() -> calls.ask(this::frozen))
          .isInstanceOf(OperationTimeoutException.class)
          .hasMessage("no answer within 50 ms");
    }
  }

  @Test
  void aWriteThatDoesNotEndIsMadeAgainBesideItself() {
    try (Calls calls = new Calls("test", 1, SHORT, LONG)) {
      var write = new Repeatable<>(this::frozen, () -> "again", "again"::equals);

      assertThat(calls.begin(write).get()).isEqualTo("again");
    }
  }

  @Test
  void aWriteThatEndsIsMadeOnce() {
    try (Calls calls = new Calls("test", 1, LONG, LONG)) {
      assertThat(calls.begin(Repeatable.asItIs(asked::incrementAndGet)).get()).isEqualTo(1);
      assertThatThrownBy(
              () ->
                  calls.begin(new Repeatable<>(CallsTest::fail, this::frozen, text -> true)).get())
          .hasMessage("failed");
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatDoesNotEndEitherIsGivenUp() {
    try (Calls calls = new Calls("test", 1, SHORT, SHORT.multipliedBy(2))) {
      assertThatThrownBy(() -> calls.begin(Repeatable.asItIs(this::frozen)).get())
          .isInstanceOf(OperationTimeoutException.class)
          .hasMessage("no answer within 100 ms");
    }
  }

  @Test
  void noMoreThanTheMostAreAskedAtATimeAndWhatWasGivenUpIsNotAskedLater() {
    try (Calls calls = new Calls("test", 4, SHORT, SHORT);
        Race race = new Race()) {
      Callable<Boolean> impatient =
          () -> {
            assertThatThrownBy(() -> calls.ask(this::frozen))
                .isInstanceOf(OperationTimeoutException.class);
            return true;
          };
      race.run(Collections.nCopies(32, impatient));
    }
    thawed.countDown();

    assertThat(asked.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void afterTheEndNothingIsAsked() {
    Calls calls = new Calls("test", 1, LONG, LONG);
    calls.close();

    assertThatThrownBy(() -> calls.ask(() -> "late"))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void howLongItMayTakeIsASetting() {
    assertThat(ReadTimeout.from(Map.of())).isEqualTo(Duration.ofMillis(400));
    assertThat(ReadTimeout.from(Map.of("store.read-timeout", "30s")))
        .isEqualTo(Duration.ofSeconds(30));
    assertThatThrownBy(() -> ReadTimeout.from(Map.of("store.read-timeout", "0ms")))
        .hasMessage("store.read-timeout: \"0ms\" is not a length of time. Write 400ms or 2s.");
  }

  private static String fail() {
    throw new IllegalStateException("failed");
  }

  private String frozen() {
    asked.incrementAndGet();
    try {
      thawed.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return "late";
  }
}
