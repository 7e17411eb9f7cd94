package dev.postern.denylist;

import java.util.stream.LongStream;

/**
 * One part of a {@link LongTable}, which grows. Its slots are replaced as a whole, so that a reader
 * finds every key that was there when it began. Thread-safe.
 */
final class LongSegment {

  private static final int SMALLEST = 4;

  private final int numbers;
  private volatile LongSlots slots;
  private volatile int size;

  LongSegment(int numbers) {
    this.numbers = numbers;
    this.slots = new LongSlots(SMALLEST, numbers);
  }

  boolean holds(long key) {
    return slots.holds(key);
  }

  long get(long key, int number) {
    return slots.get(key, number);
  }

  synchronized void raise(long key, long tooSmall, long... raised) {
    if (slots.holds(key)) {
      slots.raise(key, raised);
      return;
    }
    if (3 * (size + 1) > 2 * slots.capacity()) {
      rebuild(tooSmall);
    }
    slots.put(key, raised);
    size++;
  }

  int size() {
    return size;
  }

  LongStream keys() {
    return slots.keys();
  }

  /** Without what need not be kept; half full at most. */
  private void rebuild(long tooSmall) {
    LongSlots former = slots;
    long[] kept = former.keys().filter(key -> former.get(key, 0) >= tooSmall).toArray();
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, 2 * kept.length)) * 2);
    LongSlots next = new LongSlots(capacity, numbers);
    for (long key : kept) {
      next.copy(key, former);
    }
    slots = next;
    size = kept.length;
  }
}
