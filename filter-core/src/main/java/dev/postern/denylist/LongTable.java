package dev.postern.denylist;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A number for each of many keys, 16 bytes a slot and no objects, a third to two thirds of the
 * slots in use. Keys are spread evenly already, being hashes. Reading takes no lock. Thread-safe.
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

  LongTable() {
    Arrays.setAll(segments, n -> new LongSegment());
  }

  /** The number of this key, or {@link #NONE}. */
  long get(long key) {
    return segmentOf(key).get(key);
  }

  /**
   * Makes the number of this key at least this one.
   *
   * @param tooSmall numbers below need not be kept
   */
  void raise(long key, long number, long tooSmall) {
    segmentOf(key).raise(key, number, tooSmall);
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
