package dev.postern.store.hazelcast;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives one session its place. For one thread and one use.
 *
 * <p>Round trips: 1 if the subject has no entry, or if this node saw it last as it is; 2 otherwise,
 * and 2 more for each time that another node was first. A wrong guess costs none of its own: what
 * is there is read while it is tried. Where there is no room, 1 more to see whether those who have
 * a place are there, and 1 if some are not.
 */
final class Enroller {

  private static final int MOST_ATTEMPTS = 1_000;

  private final Rolls rolls;
  private final SessionGrid sessions;
  private final Enrolling asked;
  private boolean isTried;

  Enroller(Rolls rolls, SessionGrid sessions, Enrolling asked) {
    this.rolls = rolls;
    this.sessions = sessions;
    this.asked = asked;
  }

  Enrolled run() {
    Optional<byte[]> guess = rolls.guess(asked.subject());
    if (guess.isEmpty()) {
      return reading(Optional.empty());
    }
    Supplier<Optional<byte[]>> beside = rolls.beginRead(asked.subject());
    if (isEnrolledIn(guess.get())) {
      return Enrolled.NOW;
    }
    return reading(beside.get().filter(bytes -> !isTried || !Arrays.equals(bytes, guess.get())));
  }

  private Enrolled reading(Optional<byte[]> known) {
    Optional<byte[]> there = known;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<byte[]> bytes = there.isPresent() ? there : rolls.begin(asked);
      if (bytes.isEmpty()) {
        return Enrolled.NOW;
      }
      Roll roll = RollForm.decode(bytes.get());
      if (roll.has(asked.key())) {
        // The reply to our own write was lost; or an earlier call got as far as this.
        return isTried ? Enrolled.NOW : Enrolled.BEFORE;
      }
      Optional<Roll> next = roll.with(asked).or(() -> withoutTheAbsent(roll).with(asked));
      if (next.isEmpty()) {
        return Enrolled.NO_ROOM;
      }
      if (isReplaced(bytes.get(), next.get())) {
        return Enrolled.NOW;
      }
      there = rolls.read(asked.subject());
    }
    throw SubjectIndex.neverFirst();
  }

  private boolean isEnrolledIn(byte[] guess) {
    Roll roll = RollForm.decode(guess);
    Optional<Roll> next = roll.has(asked.key()) ? Optional.empty() : roll.with(asked);
    return next.isPresent() && isReplaced(guess, next.get());
  }

  private boolean isReplaced(byte[] expected, Roll next) {
    isTried = true;
    return rolls.replace(asked.subject(), expected, next, asked.now());
  }

  private Roll withoutTheAbsent(Roll roll) {
    return RollCall.atTheBound(asked.subject(), roll, sessions, asked.now()).left();
  }
}
