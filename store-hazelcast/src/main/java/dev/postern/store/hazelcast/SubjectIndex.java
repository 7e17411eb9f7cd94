package dev.postern.store.hazelcast;

import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Which sessions belong to which subject: one entry per subject, changed by compare-and-set, so
 * that never more are enrolled than there may be, on however many nodes they log in. Thread-safe.
 *
 * <p>Round trips beside the step: {@link #around} 1 for a subject without sessions, or if this node
 * was the last to enrol one; 2 otherwise, and up to 2 more per enrolment elsewhere that came
 * between. {@link #find} 2; 1 more if there is anything to strike off or somebody is just about to
 * come.
 */
final class SubjectIndex {

  private enum Outcome {
    ENROLLED,
    /** It had been, under this very key. */
    WAS_ENROLLED,
    FULL
  }

  private static final int MOST_ATTEMPTS = 1_000;

  private final LastSeen lastSeen = new LastSeen();
  private final Turns turns = new Turns();
  private final Grid grid;
  private final SessionGrid sessions;

  SubjectIndex(Grid grid, SessionGrid sessions) {
    this.grid = grid;
    this.sessions = sessions;
  }

  /**
   * Enrols a session, takes the step that stores or moves it, and strikes it off if that did not
   * come to pass: so no live session is ever without its place. If the step fails with an
   * exception, nobody knows what came to pass, and the place stays until somebody looks.
   *
   * @param full what to answer, without taking the step, if there is no room
   */
  <R> R around(Enrolling asked, Supplier<R> step, Predicate<R> cameToPass, R full) {
    Outcome outcome = enrol(asked);
    if (outcome == Outcome.FULL) {
      return full;
    }
    R result = step.get();
    if (outcome == Outcome.ENROLLED && !cameToPass.test(result)) {
      strikeOff(asked);
    }
    return result;
  }

  private Outcome enrol(Enrolling asked) {
    return turns.inTurn(asked.subject(), () -> enrolInTurn(asked));
  }

  private void strikeOff(Enrolling asked) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> bytes = grid.get(asked.subject());
      Optional<Roll> roll = bytes.map(RollForm::decode).filter(there -> there.has(asked.key()));
      if (roll.isEmpty()) {
        return;
      }
      Roll left = roll.get().without(asked.key());
      if (isReplaced(asked.subject(), bytes.get(), left, asked.now())) {
        return;
      }
    }
    throw neverFirst();
  }

  /** The live sessions; those that have ended leave the index by this. */
  List<StoredSession> find(SubjectKey subject, Instant now) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> bytes = grid.get(subject.value());
      if (bytes.isEmpty()) {
        return List.of();
      }
      Roll roll = RollForm.decode(bytes.get());
      RollCall call = RollCall.of(roll, sessions, now);
      boolean isCurrent =
          call.left().equals(roll)
              ? call.isSure() || isStill(subject, bytes.get())
              : isReplaced(subject.value(), bytes.get(), call.left(), now);
      if (isCurrent) {
        return call.live();
      }
    }
    throw neverFirst();
  }

  private Outcome enrolInTurn(Enrolling asked) {
    Optional<byte[]> guess = lastSeen.take(asked.subject());
    if (guess.isPresent() && isEnrolledIn(guess.get(), asked)) {
      return Outcome.ENROLLED;
    }
    boolean isTried = guess.isPresent();
    Optional<byte[]> there = guess.flatMap(wrong -> grid.get(asked.subject()));
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> bytes = there.isPresent() ? there : begin(asked);
      if (bytes.isEmpty()) {
        return Outcome.ENROLLED;
      }
      Roll roll = RollForm.decode(bytes.get());
      if (roll.has(asked.key())) {
        // The reply to our own write was lost; or an earlier call got as far as this.
        return isTried ? Outcome.ENROLLED : Outcome.WAS_ENROLLED;
      }
      if (roll.with(asked).isEmpty()) {
        return Outcome.FULL;
      }
      if (isEnrolledIn(bytes.get(), asked)) {
        return Outcome.ENROLLED;
      }
      isTried = true;
      there = grid.get(asked.subject());
    }
    throw neverFirst();
  }

  private boolean isEnrolledIn(byte[] bytes, Enrolling asked) {
    Roll roll = RollForm.decode(bytes);
    Optional<Roll> next = roll.has(asked.key()) ? Optional.empty() : roll.with(asked);
    return next.isPresent() && isReplaced(asked.subject(), bytes, next.get(), asked.now());
  }

  /** What is there already, or empty if the roll was begun with this session. */
  private Optional<byte[]> begin(Enrolling asked) {
    Roll roll = new Roll(List.of(asked.newPlace()));
    byte[] bytes = RollForm.encode(roll);
    Duration life = Duration.between(asked.now(), roll.end());
    Optional<byte[]> there = grid.putIfAbsent(asked.subject(), bytes, life);
    if (there.isEmpty()) {
      lastSeen.put(asked.subject(), bytes);
    }
    return there;
  }

  private boolean isStill(SubjectKey subject, byte[] expected) {
    return grid.get(subject.value()).filter(there -> Arrays.equals(there, expected)).isPresent();
  }

  private boolean isReplaced(String subject, byte[] expected, Roll roll, Instant now) {
    if (roll.places().isEmpty()) {
      lastSeen.take(subject);
      return grid.remove(subject, expected);
    }
    byte[] bytes = RollForm.encode(roll);
    boolean replaced = grid.replace(subject, expected, bytes, Duration.between(now, roll.end()));
    if (replaced) {
      lastSeen.put(subject, bytes);
    }
    return replaced;
  }

  private static StoreException neverFirst() {
    return new StoreException(
        "hazelcast: a change of the index by subject was never first",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }
}
