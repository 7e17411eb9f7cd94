package dev.postern.store.hazelcast;

import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions belong to which subject: one entry per subject, changed by compare-and-set, so
 * that never more are enrolled than there may be, on however many nodes they log in. Thread-safe.
 *
 * <p>Round trips: {@link #enrol} see {@link Enroller}. {@link #find} 2; 1 more if there is anything
 * to strike off or somebody is just about to come.
 */
final class SubjectIndex {

  private static final int MOST_ATTEMPTS = 1_000;

  private final Turns turns = new Turns();
  private final Rolls rolls;
  private final SessionGrid sessions;

  SubjectIndex(Grid grid, SessionGrid sessions) {
    this.rolls = new Rolls(grid);
    this.sessions = sessions;
  }

  /**
   * Gives a session its place. Nobody may be told its key before it has one, and one that is moved
   * meanwhile must be led to by what is under its old key ({@link Pointer#subject}). If it does not
   * come to pass after all, the place is to be struck off; if nobody knows, it stays until somebody
   * looks.
   */
  Enrolled enrol(Enrolling asked) {
    return turns.inTurn(asked.subject(), () -> new Enroller(rolls, sessions, asked).run());
  }

  /** Whether there was room when this node saw the subject's entry last. */
  boolean mayHaveRoom(Enrolling asked) {
    return rolls
        .guess(asked.subject())
        .map(bytes -> RollForm.decode(bytes).with(asked).isPresent())
        .orElse(true);
  }

  void strikeOff(Enrolling asked) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> bytes = rolls.read(asked.subject());
      Optional<Roll> roll = bytes.map(RollForm::decode).filter(there -> there.has(asked.key()));
      if (roll.isEmpty()) {
        return;
      }
      Roll left = roll.get().without(asked.key());
      if (rolls.replace(asked.subject(), bytes.get(), left, asked.now())) {
        return;
      }
    }
    throw neverFirst();
  }

  /** The live sessions; those that have ended leave the index by this. */
  List<StoredSession> find(SubjectKey subject, Instant now) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> bytes = rolls.read(subject);
      if (bytes.isEmpty()) {
        return List.of();
      }
      Roll roll = RollForm.decode(bytes.get());
      RollCall call = RollCall.of(subject, roll, sessions, now);
      boolean isCurrent =
          call.left().equals(roll)
              ? call.isSure() || isStill(subject, bytes.get())
              : rolls.replace(subject, bytes.get(), call.left(), now);
      if (isCurrent) {
        return call.live();
      }
    }
    throw neverFirst();
  }

  private boolean isStill(SubjectKey subject, byte[] expected) {
    return rolls.read(subject).filter(there -> Arrays.equals(there, expected)).isPresent();
  }

  static StoreException neverFirst() {
    return new StoreException(
        "hazelcast: a change of the index by subject was never first",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }
}
