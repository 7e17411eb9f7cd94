package dev.postern.denylist;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One part of a {@link LongTable}: open addressing, keys at even places and their numbers behind
 * them. Keys are never taken out of an array, and the array is replaced as a whole, so that a
 * reader finds every key that was there when it began. Thread-safe.
 */
final class LongSegment {

  private static final int SMALLEST = 4;
  private static final long EMPTY = 0;

  private volatile AtomicLongArray slots = new AtomicLongArray(2 * SMALLEST);
  private volatile int size;

  long get(long key) {
    AtomicLongArray current = slots;
    int place = placeOf(key, current);
    return current.getAcquire(place) == key ? current.getAcquire(place + 1) : LongTable.NONE;
  }

  synchronized void raise(long key, long number, long tooSmall) {
    int place = placeOf(key, slots);
    if (slots.get(place) == key) {
      slots.setRelease(place + 1, Math.max(number, slots.get(place + 1)));
      return;
    }
    if (3 * (size + 1) > slots.length()) {
      rebuild(tooSmall);
      place = placeOf(key, slots);
    }
    put(slots, place, key, number);
    size++;
  }

  int size() {
    return size;
  }

  LongStream keys() {
    AtomicLongArray current = slots;
    return IntStream.range(0, current.length() / 2)
        .mapToLong(slot -> current.getAcquire(2 * slot))
        .filter(key -> key != EMPTY);
  }

  /** Without what need not be kept; half full at most. */
  private void rebuild(long tooSmall) {
    AtomicLongArray former = slots;
    int kept = (int) keys().filter(key -> get(key) >= tooSmall).count();
    int capacity = Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, 2 * kept)) * 2);
    AtomicLongArray next = new AtomicLongArray(2 * capacity);
    for (int place = 0; place < former.length(); place += 2) {
      long key = former.get(place);
      if (key != EMPTY && former.get(place + 1) >= tooSmall) {
        put(next, placeOf(key, next), key, former.get(place + 1));
      }
    }
    slots = next;
    size = kept;
  }

  /** The number first: whoever sees the key sees it too. */
  private static void put(AtomicLongArray slots, int place, long key, long number) {
    slots.set(place + 1, number);
    slots.setRelease(place, key);
  }

  /** Where the key is, or the empty place where it would be. */
  private static int placeOf(long key, AtomicLongArray slots) {
    int mask = slots.length() - 2;
    int place = (int) (key << 1) & mask;
    for (long there = slots.getAcquire(place);
        there != key && there != EMPTY;
        there = slots.getAcquire(place)) {
      place = (place + 2) & mask;
    }
    return place;
  }
}
