package dev.postern.store.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Two calls of one write, and which of both is believed. */
class EitherTest {

  private final CompletableFuture<Boolean> first = new CompletableFuture<>();
  private final CompletableFuture<Boolean> second = new CompletableFuture<>();
  private final Either<Boolean> either = new Either<>(first, second, done -> done);

  @Test
  void thatItWasDoneCountsIfTheFirstSaysSo() {
    first.complete(true);

    assertThat(either.decided()).isCompletedWithValue(true);
  }

  @Test
  void orTheSecond() {
    second.complete(true);

    assertThat(either.decided()).isCompletedWithValue(true);
    assertThat(either.atLast()).isCompletedWithValue(true);
  }

  @Test
  void thatItWasNotIsNotBelievedAsLongAsTheFirstMayHaveDoneIt() {
    second.complete(false);
    assertThat(either.decided()).isNotDone();

    first.complete(true);

    assertThat(either.decided()).isCompletedWithValue(true);
  }

  @Test
  void norAsLongAsTheSecondMay() {
    first.complete(false);
    assertThat(either.decided()).isNotDone();

    second.complete(true);

    assertThat(either.decided()).isCompletedWithValue(true);
  }

  @Test
  void thatItWasNotIsBelievedWhenBothHaveEnded() {
    first.complete(false);
    second.completeExceptionally(new IllegalStateException("lost"));

    assertThat(either.decided()).isCompletedWithValue(false);
  }

  @Test
  void orWhenNobodyWaitsAnyLonger() {
    second.complete(false);

    assertThat(either.atLast()).isCompletedWithValue(false);
    assertThat(first).isCancelled();
  }

  @Test
  void withoutAnyAnswerItIsGivenUp() {
    assertThat(either.atLast()).isCancelled();
    assertThat(first).isCancelled();
    assertThat(second).isCancelled();
  }

  @Test
  void itFailsAsTheFirstIfBothFailed() {
    IllegalStateException failure = new IllegalStateException("first");

    second.completeExceptionally(new IllegalStateException("second"));
    assertThat(either.decided()).isNotDone();
    first.completeExceptionally(failure);

    assertThat(either.decided())
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCause(failure);
  }
}
