package dev.postern.denylist;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * One number or several for each of many keys, 8 bytes each and no objects, a third to two thirds
 * of the slots in use. Keys are spread evenly already, being hashes, and never zero. Reading takes
 * no lock. Thread-safe.
 */
final class LongTable {

  /** What {@link #get} says of a key that is not there. */
  static final long NONE = Long.MIN_VALUE;

  /**
   * So that growing copies a small part at a time, writers seldom meet, and with a million keys no
   * array is so large that a collector gives it regions of its own (G1: half of 1 MiB).
   */
  private static final int SEGMENTS = 256;

  private static final int SEGMENT_SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SEGMENTS);

  private final LongSegment[] segments = new LongSegment[SEGMENTS];
  private volatile boolean used;

  /**
   * Empty.
   *
   * @param numbers how many belong to each key
   */
  LongTable(int numbers) {
    Arrays.setAll(segments, n -> new LongSegment(numbers));
  }

  boolean holds(long key) {
    return segmentOf(key).holds(key);
  }

  /** A number of this key, counted from zero, or {@link #NONE}. */
  long get(long key, int number) {
    return segmentOf(key).get(key, number);
  }

  /**
   * Makes the numbers of this key at least these.
   *
   * @param tooSmall a key whose first number is below need not be kept
   */
  void raise(long key, long tooSmall, long... numbers) {
    segmentOf(key).raise(key, tooSmall, numbers);
    used = true;
  }

  /** Whether nothing was ever put in, which is quicker to know than whether nothing is left. */
  boolean isUnused() {
    return !used;
  }

  long size() {
    return Arrays.stream(segments).mapToLong(LongSegment::size).sum();
  }

  /** All there are at some moment. */
  LongStream keys() {
    return Arrays.stream(segments).flatMapToLong(LongSegment::keys);
  }

  private LongSegment segmentOf(long key) {
    return segments[(int) (key >>> SEGMENT_SHIFT)];
  }
}
