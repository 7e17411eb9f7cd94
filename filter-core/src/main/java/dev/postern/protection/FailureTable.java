package dev.postern.protection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counts failures under any number of keys in a fixed amount of memory.
 *
 * <p>It is a count-min sketch: every key has one cell in each of four rows, and the lowest of the
 * four counts. Nothing is ever evicted, so a flood of invented keys cannot make it forget a
 * victim's failures; it can only make other keys look worse, and then it must fill all four cells
 * of a key before it passes for guilty. With 16384 columns and a limit of 5, that needs about 80
 * 000 checked passwords within one window. Which keys share cells depends on a secret, so it cannot
 * be aimed.
 *
 * <p>A cell's window begins with its first failure. Attempts whose outcome is still open take up
 * room too, but start no window. Not thread-safe: the owner locks.
 */
final class FailureTable {

  private static final int ROWS = 4;
  private static final int COLUMNS = 1 << 14;

  /** What to wait when the room is taken by attempts whose outcome is not known yet. */
  private static final Duration UNTIL_OUTCOME = Duration.ofSeconds(1);

  private final int limit;
  private final Duration window;
  private final int[] failures = new int[ROWS * COLUMNS];
  private final int[] open = new int[ROWS * COLUMNS];
  private final long[] windowEnds = new long[ROWS * COLUMNS];

  FailureTable(int limit, Duration window) {
    this.limit = limit;
    this.window = window;
  }

  /** The cells of a key, given its keyed hash of at least sixteen bytes. */
  static int[] cellsOf(byte[] hash) {
    ByteBuffer numbers = ByteBuffer.wrap(hash);
    int[] cells = new int[ROWS];
    Arrays.setAll(cells, row -> row * COLUMNS + (numbers.getInt() & (COLUMNS - 1)));
    return cells;
  }

  /** How long until there is room for one more attempt; empty if there is some now. */
  Optional<Duration> waitFor(int[] cells, Instant now) {
    Duration shortest = null;
    for (int cell : cells) {
      if (failuresOf(cell, now) + open[cell] < limit) {
        return Optional.empty();
      }
      Duration wait = failuresOf(cell, now) < limit ? UNTIL_OUTCOME : untilEnd(cell, now);
      shortest = shortest == null || wait.compareTo(shortest) < 0 ? wait : shortest;
    }
    return Optional.ofNullable(shortest);
  }

  void begin(int[] cells) {
    for (int cell : cells) {
      open[cell]++;
    }
  }

  void end(int[] cells) {
    for (int cell : cells) {
      open[cell]--;
    }
  }

  void addFailure(int[] cells, Instant now) {
    for (int cell : cells) {
      int before = failuresOf(cell, now);
      failures[cell] = before + 1;
      if (before == 0) {
        windowEnds[cell] = now.plus(window).toEpochMilli();
      }
    }
  }

  private int failuresOf(int cell, Instant now) {
    return now.toEpochMilli() < windowEnds[cell] ? failures[cell] : 0;
  }

  /** Never longer than the window, even if the clock was set back. */
  private Duration untilEnd(int cell, Instant now) {
    Duration left = Duration.ofMillis(windowEnds[cell] - now.toEpochMilli());
    if (left.compareTo(window) > 0) {
      windowEnds[cell] = now.plus(window).toEpochMilli();
      return window;
    }
    return left;
  }
}
