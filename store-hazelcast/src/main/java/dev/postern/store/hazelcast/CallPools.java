package dev.postern.store.hazelcast;

import java.time.Duration;

/**
 * The calls of one application: revocations, which end sessions and deny tokens, never wait for the
 * traffic of attributes, nor for the reading of the log. Thread-safe.
 *
 * @param sessions for sessions as they live
 * @param log for reading the log of denials, once in a while
 * @param revocations for what takes something back
 */
record CallPools(Calls sessions, Calls log, Calls revocations) implements AutoCloseable {

  private static final int SESSION_CALLS = 32;

  /** One reader begins when another was given up, and Hazelcast lets go after some seconds. */
  private static final int LOG_CALLS = 16;

  private static final int REVOCATION_CALLS = 8;

  /** A write of a cluster at rest takes some milliseconds; the second one needs its time too. */
  private static final int PARTS = 4;

  /**
   * Of one instance.
   *
   * @param name of the instance
   * @param patience how long a call may take
   */
  static CallPools of(String name, Duration patience) {
    return new CallPools(
        calls(name + ".sessions", SESSION_CALLS, patience),
        calls(name + ".log", LOG_CALLS, patience),
        calls(name + ".revocations", REVOCATION_CALLS, patience));
  }

  private static Calls calls(String name, int most, Duration patience) {
    return new Calls(name, most, patience.dividedBy(PARTS), patience);
  }

  Lanes forSessions() {
    return new Lanes(sessions, sessions, revocations);
  }

  Lanes forDenials() {
    return new Lanes(log, revocations, revocations);
  }

  @Override
  public void close() {
    sessions.close();
    log.close();
    revocations.close();
  }
}
