package dev.postern.store.guard;

import dev.postern.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;

/**
 * One line when the store is lost and one when it is back, however many requests come between. It
 * counts as back with the first success that began some time after the last failure, so that a
 * store that fails now and then does not fill the log. Thread-safe.
 */
final class StateLog {

  private static final Logger LOG = System.getLogger(StateLog.class.getName());

  /** Less than the time between two probes, the length of a call that fails taken off. */
  private static final Duration QUIET = Duration.ofMillis(500);

  /** Whatever is so far in the future was noted before the clock was set back. */
  private static final Duration CLOCK_SET_BACK = Duration.ofMinutes(1);

  private final String fields;
  private volatile boolean lost;
  private Instant lostAt = Instant.EPOCH;
  private Instant failedAt = Instant.EPOCH;
  private int failures;
  private int refusals;

  /**
   * A log of its own state.
   *
   * @param fields which store, in the form {@code field=value}
   */
  StateLog(String fields) {
    this.fields = fields;
  }

  synchronized void failed(Instant now, StoreException cause) {
    failures++;
    failedAt = now;
    if (!lost) {
      lost = true;
      lostAt = now;
      LOG.log(Level.WARNING, "event=store-lost " + fields, cause);
    }
  }

  /** A call that was not even tried. */
  synchronized void refused() {
    refusals++;
  }

  void succeeded(Instant begunAt, Instant now) {
    if (lost) {
      noteSuccess(begunAt, now);
    }
  }

  void opened() {
    LOG.log(Level.INFO, () -> "event=circuit-open " + fields);
  }

  void closed() {
    LOG.log(Level.INFO, () -> "event=circuit-closed " + fields);
  }

  private synchronized void noteSuccess(Instant begunAt, Instant now) {
    Duration since = Duration.between(failedAt, begunAt);
    boolean tooSoon = since.compareTo(QUIET) < 0 && since.compareTo(CLOCK_SET_BACK.negated()) > 0;
    if (!lost || tooSoon) {
      return;
    }
    lost = false;
    LOG.log(
        Level.INFO,
        "event=store-back {0} lost_for={1} failed={2} not_tried={3}",
        fields,
        Duration.between(lostAt, now),
        String.valueOf(failures),
        String.valueOf(refusals));
    failures = 0;
    refusals = 0;
  }
}
