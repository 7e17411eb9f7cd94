package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * The two timeouts of a session. When a record ends follows from this and its last access alone, so
 * a store can slide the end of a record that it has not been told anything else about. Immutable
 * and thread-safe.
 *
 * @param idleTimeout how long the session lives without being used; zero or less means that only
 *     the deadline counts
 * @param deadline when the session ends however much it is used (ASVS 7.3.2)
 */
public record Lifetime(Duration idleTimeout, Instant deadline) {

  /** Refuses null. */
  public Lifetime {
    requireNonNull(idleTimeout, "idleTimeout");
    requireNonNull(deadline, "deadline");
  }

  /** From which instant on a session that was last used then is absent. */
  public Instant endAfter(Instant lastAccessedAt) {
    return isIdleFirst(lastAccessedAt) ? lastAccessedAt.plus(idleTimeout) : deadline;
  }

  /** Compares lengths, not instants: the idle timeout may reach beyond the end of all calendars. */
  private boolean isIdleFirst(Instant lastAccessedAt) {
    return idleTimeout.compareTo(Duration.ZERO) > 0
        && idleTimeout.compareTo(Duration.between(lastAccessedAt, deadline)) < 0;
  }
}
