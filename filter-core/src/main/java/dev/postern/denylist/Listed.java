package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Denials of one kind that are about an id: until when it is denied. Thread-safe. */
final class Listed {

  private final Kind kind;
  private final Sieve sieve;
  private final LongTable ends = new LongTable();

  Listed(Kind kind, Sieve sieve) {
    this.kind = kind;
    this.sieve = sieve;
  }

  void add(long key, Denial denial, Instant now) {
    ends.raise(key, Nanos.of(denial.until()), Nanos.of(now));
    sieve.add(Sieve.mark(kind, key));
  }

  boolean contains(long key) {
    return sieve.mayHold(Sieve.mark(kind, key)) && ends.get(key) != LongTable.NONE;
  }

  boolean isUnused() {
    return ends.isUnused();
  }

  LongStream marks() {
    return ends.keys().map(key -> Sieve.mark(kind, key));
  }

  long size() {
    return ends.size();
  }

  /** Those that are still of use, and of which the other does not know or not for so long. */
  Stream<Denial> notIn(Listed other, Instant now) {
    long past = Nanos.of(now);
    long[] keys =
        ends.keys()
            .filter(key -> ends.get(key) >= past && ends.get(key) > other.ends.get(key))
            .toArray();
    return Arrays.stream(keys).mapToObj(this::denial);
  }

  private Denial denial(long key) {
    Instant until = Nanos.toInstant(ends.get(key));
    return new Denial(kind, DenialKeys.text(key), until, until);
  }
}
