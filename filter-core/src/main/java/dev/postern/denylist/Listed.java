package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Denials of one kind that are about an id: until when it is denied. Thread-safe. */
final class Listed {

  private static final int END = 0;

  private final Kind kind;
  private final Sieve sieve;
  private final LongTable known = new LongTable(1);

  Listed(Kind kind, Sieve sieve) {
    this.kind = kind;
    this.sieve = sieve;
  }

  void add(long key, Denial denial, Instant now) {
    known.raise(key, Nanos.of(now), Nanos.of(denial.until()));
    sieve.add(Sieve.mark(kind, key));
  }

  /** Never so for {@link DenialKeys#NONE}. */
  boolean contains(long key) {
    return !known.isUnused()
        && key != DenialKeys.NONE
        && sieve.mayHold(Sieve.mark(kind, key))
        && known.holds(key);
  }

  boolean isUnused() {
    return known.isUnused();
  }

  LongStream marks() {
    return known.keys().map(key -> Sieve.mark(kind, key));
  }

  long size() {
    return known.size();
  }

  /** Those that are still of use, and of which the other does not know or not for so long. */
  Stream<Denial> notIn(Listed other, Instant now) {
    long past = Nanos.of(now);
    long[] keys =
        known
            .keys()
            .filter(key -> known.get(key, END) >= past)
            .filter(key -> known.get(key, END) > other.known.get(key, END))
            .toArray();
    return Arrays.stream(keys).mapToObj(this::denial);
  }

  private Denial denial(long key) {
    Instant until = Nanos.toInstant(known.get(key, END));
    return new Denial(kind, DenialKeys.text(key), until, until);
  }
}
