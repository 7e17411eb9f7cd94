package dev.postern.denylist;

import dev.postern.store.Denial.Kind;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Tells of nearly every key about which there is no denial that there is none, out of two bytes a
 * denial, which stay in the processor's caches where the tables do not. It may take a key for
 * denied that is not, and then the table is asked; it never misses one that is. A Bloom filter
 * whose two bits for a key are in one word (Putze, Sanders and Singler, 2007). Reading takes no
 * lock. Thread-safe.
 */
final class Sieve {

  private static final int SMALLEST = 64;
  private static final int DENIALS_PER_WORD = 4;

  /** Odd, so that no two keys become one; from the golden ratio (Knuth, TAOCP 3, 6.4). */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Supplier<LongStream> marksOfAll;
  private volatile AtomicLongArray words = new AtomicLongArray(SMALLEST);
  private int taken;

  /**
   * Empty.
   *
   * @param marksOfAll the marks of what the tables hold, to begin anew without what they forgot
   */
  Sieve(Supplier<LongStream> marksOfAll) {
    this.marksOfAll = marksOfAll;
  }

  /** What stands for a key here: two kinds of denial may be about the same one. */
  static long mark(Kind kind, long key) {
    return (key + kind.code()) * SPREAD;
  }

  /** Whether there may be a denial of this mark; if not, there is none. */
  boolean mayHold(long mark) {
    AtomicLongArray current = words;
    long bits = bitsOf(mark);
    return (current.getAcquire(placeOf(mark, current)) & bits) == bits;
  }

  /**
   * Lets this mark through. It must be in its table before: whoever begins anew at the same time
   * finds it there, or has done so before this call has the lock.
   */
  synchronized void add(long mark) {
    if (mayHold(mark)) {
      return;
    }
    set(mark, words);
    taken++;
    if (taken > DENIALS_PER_WORD * words.length()) {
      beginAnew();
    }
  }

  /** With room for half as many again at least, so that this is seldom. */
  private void beginAnew() {
    int denials = (int) marksOfAll.get().count();
    int needed = Math.max(SMALLEST / 2, denials / DENIALS_PER_WORD / 2 * 3);
    AtomicLongArray next = new AtomicLongArray(Integer.highestOneBit(needed) * 2);
    marksOfAll.get().forEach(mark -> set(mark, next));
    taken = denials;
    words = next;
  }

  private static void set(long mark, AtomicLongArray words) {
    int place = placeOf(mark, words);
    words.setRelease(place, words.get(place) | bitsOf(mark));
  }

  private static int placeOf(long mark, AtomicLongArray words) {
    return (int) (mark >>> Integer.SIZE) & (words.length() - 1);
  }

  /** A shift looks at the lowest six bits only. */
  private static long bitsOf(long mark) {
    return 1L << mark | 1L << (mark >>> 6);
  }
}
