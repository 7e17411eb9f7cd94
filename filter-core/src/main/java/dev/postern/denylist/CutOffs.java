package dev.postern.denylist;

import dev.postern.store.Denial;
import dev.postern.store.Denial.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Cut-offs of one kind, the latest for each key, in whatever order they come. What is past its time
 * is forgotten whenever there are twice as many as the last time. Thread-safe.
 */
final class CutOffs {

  private static final long SMALLEST_PRUNED = 256;

  private final Kind kind;
  private final Sieve sieve;
  private volatile Known known = new Known(new LongTable(), new LongTable());
  private long pruneAt = SMALLEST_PRUNED;

  /** What is cut off, and until when that has to be known. */
  private record Known(LongTable instants, LongTable ends) {

    void add(long key, long instant, long end) {
      ends.raise(key, end, LongTable.NONE);
      instants.raise(key, instant, LongTable.NONE);
    }
  }

  CutOffs(Kind kind, Sieve sieve) {
    this.kind = kind;
    this.sieve = sieve;
  }

  void add(long key, Denial denial, Instant now) {
    put(key, denial, now);
    sieve.add(Sieve.mark(kind, key));
  }

  private synchronized void put(long key, Denial denial, Instant now) {
    if (known.ends().size() >= pruneAt) {
      known = pruned(Nanos.of(now));
      pruneAt = Math.max(SMALLEST_PRUNED, 2 * known.ends().size());
    }
    known.add(key, Nanos.of(denial.cutOff()), Nanos.of(denial.until()));
  }

  /** What happened at the very instant of a cut-off is void. */
  boolean isVoid(long key, Instant happened) {
    return sieve.mayHold(Sieve.mark(kind, key)) && Nanos.of(happened) <= known.instants().get(key);
  }

  boolean isUnused() {
    return known.ends().isUnused();
  }

  LongStream marks() {
    return known.ends().keys().map(key -> Sieve.mark(kind, key));
  }

  long size() {
    return known.ends().size();
  }

  /** Those that are still of use, and of which the other does not know, or an earlier one. */
  Stream<Denial> notIn(CutOffs other, Instant now) {
    Known mine = known;
    Known theirs = other.known;
    long past = Nanos.of(now);
    long[] keys =
        mine.ends()
            .keys()
            .filter(key -> mine.ends().get(key) >= past)
            .filter(
                key ->
                    mine.instants().get(key) > theirs.instants().get(key)
                        || mine.ends().get(key) > theirs.ends().get(key))
            .toArray();
    return Arrays.stream(keys).mapToObj(key -> denial(mine, key));
  }

  private Known pruned(long past) {
    Known before = known;
    Known kept = new Known(new LongTable(), new LongTable());
    before
        .ends()
        .keys()
        .filter(key -> before.ends().get(key) >= past)
        .forEach(key -> kept.add(key, before.instants().get(key), before.ends().get(key)));
    return kept;
  }

  private Denial denial(Known mine, long key) {
    return new Denial(
        kind,
        DenialKeys.text(key),
        Nanos.toInstant(mine.instants().get(key)),
        Nanos.toInstant(mine.ends().get(key)));
  }
}
