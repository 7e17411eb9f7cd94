package dev.postern.session;

import dev.postern.store.StoreException;
import java.time.Duration;

/**
 * The patience of one login with places of its subject that nothing stands behind: logins which are
 * just being stored, or whose answer was lost. They count, since the bound could be exceeded if
 * they did not. A store gives such a place to another login soon; until then this one waits a
 * little, and then has to come again. For one thread and one login.
 */
public final class PlacesInFlight {

  private static final int MOST_PAUSES = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private int pauses;

  /** Others got on: whoever is seen from now on is in flight since then. */
  public void progressed() {
    pauses = 0;
  }

  /**
   * Waits, longer from time to time.
   *
   * @throws StoreException after less than half a second altogether
   */
  public void await() {
    if (pauses == MOST_PAUSES) {
      throw unavailable(new IllegalStateException(pauses + " attempts"));
    }
    try {
      // Another node stores that session, and no store tells when it is there.
      Thread.sleep(Math.min(1L << pauses, LONGEST_PAUSE.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
    pauses++;
  }

  private static StoreException unavailable(Exception cause) {
    return new StoreException("The room for this login is taken by logins in flight.", cause);
  }
}
