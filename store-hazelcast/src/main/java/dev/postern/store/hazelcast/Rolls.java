package dev.postern.store.hazelcast;

import dev.postern.store.SubjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The entries of subjects, as bytes; which of them this node saw last. Thread-safe. */
final class Rolls {

  private final LastSeen lastSeen = new LastSeen();
  private final Grid grid;

  Rolls(Grid grid) {
    this.grid = grid;
  }

  /** What this node saw last, to begin a change with. */
  Optional<byte[]> guess(SubjectKey subject) {
    Optional<byte[]> guess = lastSeen.take(subject.value());
    guess.ifPresent(bytes -> lastSeen.put(subject.value(), bytes));
    return guess;
  }

  Optional<byte[]> read(SubjectKey subject) {
    return beginRead(subject).get();
  }

  /** The same, under way until the answer is asked for. */
  Supplier<Optional<byte[]>> beginRead(SubjectKey subject) {
    Supplier<Optional<byte[]>> asked = grid.beginGet(subject.value());
    return () -> seen(subject, asked.get());
  }

  /** What is there already, or empty if the roll was begun with this session. */
  Optional<byte[]> begin(Enrolling asked) {
    Roll roll = Roll.of(asked.newPlace());
    byte[] bytes = RollForm.encode(roll);
    Optional<byte[]> there =
        grid.putIfAbsent(asked.subject().value(), bytes, life(roll, asked.now()));
    seen(asked.subject(), there.or(() -> Optional.of(bytes)));
    return there;
  }

  /** An empty roll is taken away. */
  boolean replace(SubjectKey subject, byte[] expected, Roll roll, Instant now) {
    if (roll.places().isEmpty()) {
      lastSeen.take(subject.value());
      return grid.remove(subject.value(), expected);
    }
    byte[] bytes = RollForm.encode(roll);
    boolean replaced = grid.replace(subject.value(), expected, bytes, life(roll, now));
    if (replaced) {
      lastSeen.put(subject.value(), bytes);
    }
    return replaced;
  }

  private Optional<byte[]> seen(SubjectKey subject, Optional<byte[]> there) {
    there.ifPresentOrElse(
        bytes -> lastSeen.put(subject.value(), bytes), () -> lastSeen.take(subject.value()));
    return there;
  }

  private static Duration life(Roll roll, Instant now) {
    return Duration.between(now, roll.end());
  }
}
