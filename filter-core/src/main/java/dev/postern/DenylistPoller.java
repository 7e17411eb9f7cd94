package dev.postern;

import dev.postern.denylist.DenylistReplica;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the copy of the denylist fresh although nobody asks it: so requests seldom wait for the
 * store, a node that starts reads the log before the first of them, and an idle node notices that
 * the log was lost and writes again what it knows. One daemon thread for each app, to be closed
 * with it. Thread-safe.
 */
final class DenylistPoller implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DenylistPoller.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Where every request reads the log for itself, only a lost log has to be noticed. */
  private static final Duration WHEN_STRICT = Duration.ofSeconds(1);

  private final DenylistReplica denylist;
  private final Duration interval;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  /**
   * Starts at once.
   *
   * @param staleness how old the copy may be
   * @param application in whose context the thread runs
   */
  DenylistPoller(
      String app, DenylistReplica denylist, Duration staleness, ClassLoader application) {
    this.denylist = denylist;
    this.interval = staleness.isZero() ? WHEN_STRICT : staleness.dividedBy(2);
    this.thread = new Thread(this::run, "postern-denylist-" + app);
    thread.setDaemon(true);
    thread.setContextClassLoader(application);
    thread.start();
  }

  /** Waits for a read under way, but not for ever. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      boolean isBehind = poll();
      while (!closed.await(isBehind ? 0 : interval.toMillis(), TimeUnit.MILLISECONDS)) {
        isBehind = poll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** That the store is lost says the guard around it; here is only what nobody foresaw. */
  private boolean poll() {
    try {
      boolean isBehind = denylist.refresh();
      failing = false;
      return isBehind;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.log(Level.ERROR, "event=denylist-poll-failed thread=" + thread.getName(), e);
      }
      failing = true;
      return false;
    }
  }
}
