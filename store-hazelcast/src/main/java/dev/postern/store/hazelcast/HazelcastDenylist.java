package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The log of denials. Its newest entries stand in one map entry, the tail, together with the log's
 * identity and their numbers, and are appended by compare-and-set: so there is one order, without
 * gaps, and whoever reads the tail has missed nothing. Full pages are filed under their numbers
 * first and then leave the tail. Thread-safe.
 *
 * <p>Members that are lost may take the latest entries with them, of which nobody was told that
 * they were confirmed. Others get their numbers. A position tells what was read on its page; to a
 * reader who has read something else there the log bears another name.
 *
 * <p>Round trips: {@code append} 1 if this node knows the tail, 2 otherwise, and 2 more per writer
 * that was first; one more for every {@link LogTail#PAGE}th entry. {@code readAfter} 1, and 1 more
 * if the reader is behind the tail; then it answers {@value LogPages#PER_TRIP} pages at most.
 *
 * <p>A log without a new entry for {@link MapConfigs#LOG_LIFE} is forgotten; readers then see a new
 * identity and write again what they know.
 */
final class HazelcastDenylist implements Denylist {

  static final String TAIL = "tail";
  private static final int MOST_ATTEMPTS = 1_000;

  private final LastSeen lastSeen = new LastSeen();
  private final Turns turns = new Turns();
  private final AtomicBoolean renameDue = new AtomicBoolean();
  private final LogPages pages;
  private final Grid grid;
  private final Clock clock;

  HazelcastDenylist(Grid grid, Clock clock) {
    this.pages = new LogPages(grid);
    this.grid = grid;
    this.clock = clock;
  }

  @Override
  public void append(Denial denial) {
    turns.inTurn(TAIL, () -> appendInTurn(denial));
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    if (renameDue.get()) {
      rename();
    }
    return pages.readAfter(position, LogForm.decode(tail()));
  }

  /**
   * Two halves of a cluster have met again and one of two tails was kept. With the next reading the
   * log gets another identity, so that every node writes again what the lost tail may have held.
   */
  void halvesHaveMerged() {
    renameDue.set(true);
  }

  private LogTail appendInTurn(Denial denial) {
    Optional<byte[]> guess = lastSeen.take(TAIL).filter(bytes -> !LogForm.decode(bytes).isFull());
    if (guess.isPresent()) {
      LogTail next = LogForm.decode(guess.get()).with(denial);
      if (isWritten(guess.get(), next)) {
        return next;
      }
    }
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      byte[] bytes = tail();
      LogTail tail = LogForm.decode(bytes);
      // What is there already is put over itself, for the first time may have reached no backup.
      boolean isThere = tail.denials().contains(denial);
      if (isThere ? isWritten(bytes, tail) : isAppended(bytes, tail, denial)) {
        return tail;
      }
    }
    throw neverFirst();
  }

  private boolean isAppended(byte[] bytes, LogTail tail, Denial denial) {
    return (!tail.isFull() || isFiled(bytes, tail)) && isWritten(bytes, tail.with(denial));
  }

  /**
   * False if it has to be tried again. Where another page is filed, the tail had been full before
   * and then lost entries; whoever reads the page after has read those, and has to hear of it.
   */
  private boolean isFiled(byte[] bytes, LogTail tail) {
    Instant now = clock.instant();
    Duration life = Duration.between(now, tail.end(now));
    Optional<byte[]> there = grid.putIfAbsent(tail.pageKey(), bytes, life);
    if (there.isEmpty() || LogForm.decode(there.get()).denials().equals(tail.denials())) {
      return true;
    }
    LogTail renamed = tail.renamed();
    if (isWritten(bytes, renamed)) {
      grid.replace(tail.pageKey(), there.get(), LogForm.encode(renamed), life);
    }
    return false;
  }

  private boolean isWritten(byte[] expected, LogTail next) {
    Instant now = clock.instant();
    byte[] bytes = LogForm.encode(next);
    boolean written = grid.replace(TAIL, expected, bytes, Duration.between(now, next.end(now)));
    if (written) {
      lastSeen.put(TAIL, bytes);
    }
    return written;
  }

  /** Begins the log if there is none. */
  private byte[] tail() {
    byte[] bytes = grid.get(TAIL).orElseGet(this::begin);
    lastSeen.put(TAIL, bytes);
    return bytes;
  }

  private byte[] begin() {
    byte[] fresh = LogForm.encode(LogTail.begin());
    return grid.putIfAbsent(TAIL, fresh, MapConfigs.LOG_LIFE).orElse(fresh);
  }

  private void rename() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      byte[] bytes = tail();
      if (isWritten(bytes, LogForm.decode(bytes).renamed())) {
        renameDue.set(false);
        return;
      }
    }
    throw neverFirst();
  }

  private static StoreException neverFirst() {
    return new StoreException(
        "hazelcast: a change of the log was never first",
        new IllegalStateException(MOST_ATTEMPTS + " attempts"));
  }
}
