package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Cut-offs of one kind, the latest for each key, in whatever order they come, and until when each
 * has to be known. Thread-safe.
 */
final class CutOffs {

  private static final int END = 0;
  private static final int INSTANT = 1;

  private final Kind kind;
  private final Sieve sieve;
  private final LongTable known = new LongTable(2);

  CutOffs(Kind kind, Sieve sieve) {
    this.kind = kind;
    this.sieve = sieve;
  }

  void add(long key, Denial denial, Instant now) {
    known.raise(key, Nanos.of(now), Nanos.of(denial.until()), Nanos.of(denial.cutOff()));
    sieve.add(Sieve.mark(kind, key));
  }

  /**
   * What happened at the very instant of a cut-off is void. Never so for {@link DenialKeys#NONE}.
   *
   * @param happened as {@link Nanos} count
   */
  boolean isVoid(long key, long happened) {
    return !known.isUnused()
        && key != DenialKeys.NONE
        && sieve.mayHold(Sieve.mark(kind, key))
        && happened <= known.get(key, INSTANT);
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

  /** Those that are still of use, and of which the other does not know, or an earlier one. */
  Stream<Denial> notIn(CutOffs other, Instant now) {
    long past = Nanos.of(now);
    long[] keys =
        known
            .keys()
            .filter(key -> known.get(key, END) >= past)
            .filter(key -> isBeyond(other, key, END) || isBeyond(other, key, INSTANT))
            .toArray();
    return Arrays.stream(keys).mapToObj(this::denial);
  }

  private boolean isBeyond(CutOffs other, long key, int number) {
    return known.get(key, number) > other.known.get(key, number);
  }

  private Denial denial(long key) {
    return new Denial(
        kind,
        DenialKeys.text(key),
        Nanos.toInstant(known.get(key, INSTANT)),
        Nanos.toInstant(known.get(key, END)));
  }
}
