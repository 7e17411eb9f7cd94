package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import dev.postern.store.SessionKey;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is put under the new key of a session that is moved. For one thread and one use. */
final class Copy {

  private final SessionGrid grid;
  private final SessionKey to;
  private final Instant now;
  private @Nullable Supplier<Boolean> answer;
  private @Nullable Live there;

  Copy(SessionGrid grid, SessionKey to, Instant now) {
    this.grid = grid;
    this.to = to;
    this.now = now;
  }

  boolean isBegun() {
    return there != null;
  }

  /** Begins to place it, for the first time. */
  void begin(Live copy) {
    answer = grid.beginPlace(to, copy, now);
    there = copy;
  }

  /** Whether it was placed, and not something else is there. */
  boolean isPlaced() {
    boolean isPlaced = requireNonNull(answer).get();
    answer = () -> isPlaced;
    return isPlaced;
  }

  /** Places another one instead. */
  boolean isReplaced(Live copy) {
    if (!isPlaced() || !grid.replace(to, requireNonNull(there), copy, now)) {
      return false;
    }
    there = copy;
    return true;
  }

  /** Nobody may have been led to it. */
  void takeBack() {
    Live placed = there;
    if (placed != null && isPlaced()) {
      grid.takeBack(to, placed);
    }
  }
}
