package dev.postern;

import dev.postern.session.SessionManager;
import dev.postern.session.SweepSettings;
import dev.postern.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Looks now and then for sessions whose time is over, so that their end is heard of although nobody
 * asks for them, and for those that no client was told of. One daemon thread for each app; nodes
 * start at different moments of the interval, and each session is given to one of them. To be
 * closed with the app. Thread-safe.
 */
final class ExpirySweeper implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ExpirySweeper.class.getName());
  private static final int BATCH = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<SessionManager> managers = new CopyOnWriteArrayList<>();
  private final Duration interval;
  private final Duration patience;
  private final DoubleSupplier random;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private boolean failing;

  /**
   * Starts at once.
   *
   * @param application in whose context listeners expect to run
   * @param random between 0 and 1
   */
  ExpirySweeper(
      String app,
      SessionManager sessions,
      SweepSettings settings,
      ClassLoader application,
      DoubleSupplier random) {
    this(app, sessions, settings, application, random, PATIENCE);
  }

  ExpirySweeper(
      String app,
      SessionManager sessions,
      SweepSettings settings,
      ClassLoader application,
      DoubleSupplier random,
      Duration patience) {
    managers.add(sessions);
    this.patience = patience;
    this.interval = settings.interval();
    this.random = random;
    this.thread = new Thread(this::run, "postern-sweep-" + app);
    thread.setDaemon(true);
    thread.setContextClassLoader(application);
    thread.start();
  }

  /** Sessions of another filter, each of which knows what its own logins left. */
  void add(SessionManager sessions) {
    managers.add(sessions);
  }

  /** Waits for a listener that is being told, and in the end interrupts it. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(patience.toMillis());
      thread.interrupt();
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed.await(pause(), TimeUnit.MILLISECONDS)) {
        sweep();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pause() {
    return (long) (interval.toMillis() * (0.75 + random.getAsDouble() / 2));
  }

  private void sweep() {
    try {
      managers.forEach(this::endExpired);
      failing = false;
    } catch (StoreException e) {
      if (!failing) {
        LOG.log(Level.WARNING, "event=sweep-failed thread=" + thread.getName(), e);
      }
      failing = true;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "event=sweep-failed thread=" + thread.getName(), e);
    }
  }

  private void endExpired(SessionManager sessions) {
    while (sessions.endExpired(BATCH) == BATCH && closed.getCount() > 0) {
      // There are more.
    }
  }
}
