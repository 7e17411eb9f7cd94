package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a write that was made twice, one beside the other. That it was done counts as soon
 * as one of both says so. That it was not counts when both have ended, or at last: one of both may
 * say so because the other did it. Thread-safe.
 */
final class Either<T> {

  private final CompletableFuture<T> decided = new CompletableFuture<>();
  private final CompletableFuture<T> first;
  private final CompletableFuture<T> second;
  private final Predicate<T> isDone;

  Either(CompletableFuture<T> first, CompletableFuture<T> second, Predicate<T> isDone) {
    this.first = first;
    this.second = second;
    this.isDone = isDone;
    var unused = List.of(first.whenComplete(this::look), second.whenComplete(this::look));
  }

  /** Ends when it is known; fails as the first did if both failed. */
  CompletableFuture<T> decided() {
    return decided;
  }

  /** The same when nobody waits for either of both any longer; cancelled if there is no answer. */
  CompletableFuture<T> atLast() {
    first.cancel(false);
    second.cancel(false);
    return decided;
  }

  private void look(@Nullable T answer, @Nullable Throwable failure) {
    Optional<T> yes = answerOf(first).filter(isDone).or(() -> answerOf(second).filter(isDone));
    if (yes.isPresent()) {
      decided.complete(yes.get());
    } else if (first.isDone() && second.isDone()) {
      answerOf(first)
          .or(() -> answerOf(second))
          .ifPresentOrElse(
              decided::complete, () -> decided.completeExceptionally(failureOf(first)));
    }
  }

  private static Throwable failureOf(CompletableFuture<?> call) {
    return requireNonNull(call.handle((answer, failure) -> failure).join());
  }

  private static <T> Optional<T> answerOf(CompletableFuture<T> call) {
    return call.isDone() && !call.isCompletedExceptionally()
        ? Optional.of(call.join())
        : Optional.empty();
  }
}
