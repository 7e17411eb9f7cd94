package dev.postern.store;

import java.util.Comparator;

/**
 * A place in the log of denials. Later entries have greater positions. Immutable and thread-safe.
 *
 * @param major the coarse part, for example milliseconds
 * @param minor the order within it
 */
public record LogPosition(long major, long minor) implements Comparable<LogPosition> {

  /** Before the first entry. */
  public static final LogPosition START = new LogPosition(0, 0);

  private static final Comparator<LogPosition> ORDER =
      Comparator.comparingLong(LogPosition::major).thenComparingLong(LogPosition::minor);

  @Override
  public int compareTo(LogPosition other) {
    return ORDER.compare(this, other);
  }
}
