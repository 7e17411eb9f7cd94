package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/**
 * A value that is looked at again in intervals, by one of the threads that ask for it, so that it
 * needs no thread of its own. Meanwhile the others go on with what they have; only who would have
 * to go on with something older than two intervals waits. Thread-safe.
 *
 * @param <T> an immutable value
 */
final class Polled<T> {

  private final Duration interval;
  private final BiFunction<T, Instant, T> look;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Seen<T> seen;

  /**
   * Begins with a value that is due for another look.
   *
   * @param interval positive
   * @param look the value of now out of the one before; answers that one where it cannot tell
   */
  Polled(T first, Duration interval, BiFunction<T, Instant, T> look) {
    this.seen = new Seen<>(first, Instant.EPOCH);
    this.interval = interval;
    this.look = look;
  }

  T at(Instant now) {
    Seen<T> last = seen;
    if (last.isWithin(interval, now)) {
      return last.value();
    }
    if (last.isWithin(interval.multipliedBy(2), now)) {
      return looking.tryLock() ? lookAgain(now) : last.value();
    }
    looking.lock();
    return lookAgain(now);
  }

  /** Looks now, however short ago the last look was. */
  T lookedAtAnew(Instant now) {
    looking.lock();
    seen = new Seen<>(seen.value(), Instant.EPOCH);
    return lookAgain(now);
  }

  /** Unlocks. */
  private T lookAgain(Instant now) {
    try {
      Seen<T> last = seen;
      if (!last.isWithin(interval, now)) {
        seen = new Seen<>(look.apply(last.value(), now), now);
      }
      return seen.value();
    } finally {
      looking.unlock();
    }
  }

  private record Seen<T>(T value, Instant at) {

    /** A clock that was set back must not put the next look off. */
    boolean isWithin(Duration length, Instant now) {
      return now.isBefore(at.plus(length)) && !now.isBefore(at.minus(length));
    }
  }
}
