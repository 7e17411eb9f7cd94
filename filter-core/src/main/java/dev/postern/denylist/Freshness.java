package dev.postern.denylist;

import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Decides who reads the log and when: at most one thread at a time, in vain or not, and nobody who
 * can be served by a read of somebody else. Counts milliseconds, since this is asked for every
 * request and must not cost an object. Thread-safe.
 */
final class Freshness {

  private static final Logger LOG = System.getLogger(Freshness.class.getName());

  private final Runnable read;
  private final long bound;
  private final Duration patience;
  private final Clock clock;
  private final ReentrantLock reading = new ReentrantLock();

  /** Counts reads as they begin, so that a question can tell whether one began after it. */
  private volatile long begun;

  private volatile long latestDone;
  private volatile long latestFailed;
  private volatile Optional<StoreException> failure = Optional.empty();

  /** When the read began that the copy is as fresh as; before the first one there is none. */
  private volatile long freshAt = Long.MIN_VALUE;

  private volatile long triedAt = Long.MIN_VALUE;

  /**
   * Knows of no read yet.
   *
   * @param bound how old the copy may be
   * @param patience how long a question waits for a read, which may be the first of a long log
   */
  Freshness(Runnable read, Duration bound, Duration patience, Clock clock) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException("revocation.staleness is not negative.");
    }
    this.read = read;
    this.bound = bound.toMillis();
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Returns when the copy is fresh enough for a question that is asked now.
   *
   * @return whether this call has read the log
   */
  boolean ensure() {
    long askedAfter = begun;
    long failedBefore = latestFailed;
    long now = clock.millis();
    if (!isWithin(freshAt, bound, now)) {
      return awaitRead(askedAfter, failedBefore);
    }
    return !isWithin(triedAt, bound - bound / 4, now) && readAhead();
  }

  /** Reads the log, unless somebody does now or did so a moment ago. */
  void refresh() {
    if (!isWithin(triedAt, bound / 4, clock.millis())) {
      readAhead();
    }
  }

  /**
   * A success counts if the read began after the question. A failure counts if it was seen after
   * it, whenever that read began: so nobody waits for longer than one read of a log that is lost.
   */
  private boolean awaitRead(long askedAfter, long failedBefore) {
    lock();
    try {
      if (latestDone > askedAfter || isWithin(freshAt, bound, clock.millis())) {
        return false;
      }
      if (latestFailed > failedBefore && failure.isPresent()) {
        throw new StoreException("The denylist could not be read.", failure.get());
      }
      readNow();
      return true;
    } finally {
      reading.unlock();
    }
  }

  /** The first read of a long log takes seconds, in which requests are better told to come back. */
  private void lock() {
    try {
      if (!reading.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException("The denylist is being read.", new TimeoutException());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The denylist was not waited for.", e);
    }
  }

  /** The copy will do for a while yet: a failure is no matter so far, and is not tried at once. */
  private boolean readAhead() {
    if (!reading.tryLock()) {
      return false;
    }
    try {
      readNow();
      return true;
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "event=denylist-read-failed", e);
      return false;
    } finally {
      reading.unlock();
    }
  }

  private void readNow() {
    long start = clock.millis();
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
  private static boolean isWithin(long instant, long length, long now) {
    return instant <= now && instant > now - length;
  }
}
