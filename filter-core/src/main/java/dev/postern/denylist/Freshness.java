package dev.postern.denylist;

import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides who reads the log and when: at most one thread at a time, in vain or not, and nobody who
 * can be served by a read of somebody else. Thread-safe.
 */
final class Freshness {

  private static final Logger LOG = System.getLogger(Freshness.class.getName());

  private final Runnable read;
  private final Duration bound;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();

  /** Counts reads as they begin, so that a question can tell whether one began after it. */
  private volatile long begun;

  private volatile long latestDone;
  private volatile long latestFailed;
  private volatile Optional<StoreException> failure = Optional.empty();

  /** When the read began that the copy is as fresh as; before the first one there is none. */
  private volatile Instant freshAt = Instant.MIN;

  private volatile Instant triedAt = Instant.MIN;

  Freshness(Runnable read, Duration bound, Clock clock) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("revocation.staleness is not negative.");
    }
    this.read = read;
    this.bound = bound;
    this.clock = clock;
  }

  /** Returns when the copy is fresh enough for a question that is asked now. */
  void ensure() {
    long askedAfter = begun;
    long failedBefore = latestFailed;
    Instant now = clock.instant();
    if (!isWithin(freshAt, bound, now)) {
      awaitRead(askedAfter, failedBefore);
    } else if (!isWithin(triedAt, bound.dividedBy(2), now) && reading.tryLock()) {
      readAhead();
    }
  }

  /**
   * A success counts if the read began after the question. A failure counts if it was seen after
   * it, whenever that read began: so nobody waits for longer than one read of a log that is lost.
   */
  private void awaitRead(long askedAfter, long failedBefore) {
    reading.lock();
    try {
      if (latestDone > askedAfter || isWithin(freshAt, bound, clock.instant())) {
        return;
      }
      if (latestFailed > failedBefore && failure.isPresent()) {
        throw new StoreException("The denylist could not be read.", failure.get());
      }
      readNow();
    } finally {
      reading.unlock();
    }
  }

  /** The copy will do for a while yet: a failure is no matter so far, and is not tried at once. */
  private void readAhead() {
    try {
      readNow();
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "event=denylist-read-failed tolerated_for=" + bound, e);
    } finally {
      reading.unlock();
    }
  }

  private void readNow() {
    Instant start = clock.instant();
    long number = begun + 1;
    begun = number;
    triedAt = start;
    try {
      read.run();
      freshAt = start;
      latestDone = number;
    } catch (StoreException e) {
      failure = Optional.of(e);
      latestFailed = number;
      throw e;
    }
  }

  /** An instant in the future means that the clock was set back: nothing is known of its age. */
  private static boolean isWithin(Instant instant, Duration length, Instant now) {
    return !instant.isAfter(now) && instant.isAfter(now.minus(length));
  }
}
