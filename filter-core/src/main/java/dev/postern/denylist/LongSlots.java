package dev.postern.denylist;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Open addressing in one array that does not grow: all keys, behind them the first number of each,
 * then the second. Keys are never taken out. One thread writes at a time; reading takes no lock.
 */
final class LongSlots {

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long EMPTY = 0;

  private final long[] words;
  private final int capacity;

  /**
   * Empty.
   *
   * @param capacity a power of two, more than there will be keys
   * @param numbers how many belong to each key
   */
  LongSlots(int capacity, int numbers) {
    this.words = new long[capacity * (1 + numbers)];
    this.capacity = capacity;
  }

  int capacity() {
    return capacity;
  }

  boolean holds(long key) {
    return at(placeOf(key)) == key;
  }

  /** A number of this key, counted from zero, or {@link LongTable#NONE}. */
  long get(long key, int number) {
    int place = placeOf(key);
    return at(place) == key ? at(placeOf(place, number)) : LongTable.NONE;
  }

  /** Makes each number of a key that is here at least this one. */
  void raise(long key, long... numbers) {
    int place = placeOf(key);
    for (int n = 0; n < numbers.length; n++) {
      int word = placeOf(place, n);
      WORD.setRelease(words, word, Math.max(numbers[n], at(word)));
    }
  }

  /** The numbers first: whoever sees the key sees them too. */
  void put(long key, long... numbers) {
    int place = placeOf(key);
    for (int n = 0; n < numbers.length; n++) {
      WORD.set(words, placeOf(place, n), numbers[n]);
    }
    WORD.setRelease(words, place, key);
  }

  /** Puts a key of another array of this kind here, with its numbers. */
  void copy(long key, LongSlots other) {
    long[] numbers = new long[words.length / capacity - 1];
    for (int n = 0; n < numbers.length; n++) {
      numbers[n] = other.get(key, n);
    }
    put(key, numbers);
  }

  LongStream keys() {
    return IntStream.range(0, capacity).mapToLong(this::at).filter(key -> key != EMPTY);
  }

  private long at(int place) {
    return (long) WORD.getAcquire(words, place);
  }

  private int placeOf(int placeOfKey, int number) {
    return placeOfKey + (1 + number) * capacity;
  }

  /** Where the key is, or the empty place where it would be. */
  private int placeOf(long key) {
    int mask = capacity - 1;
    int place = (int) key & mask;
    for (long there = at(place); there != key && there != EMPTY; there = at(place)) {
      place = (place + 1) & mask;
    }
    return place;
  }
}
