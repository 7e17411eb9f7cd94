package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The log of denials. Its newest entries stand in one map entry, the tail, together with the log's
 * identity and their numbers, and are appended by compare-and-set: so there is one order, without
 * gaps, and whoever reads the tail has missed nothing. Full pages are filed under their numbers
 * first and then leave the tail. Thread-safe.
 *
 * <p>Round trips: {@code append} 1 if this node knows the tail, 2 otherwise, and 2 more per writer
 * that was first; one more for every {@link LogTail#PAGE}th entry. {@code readAfter} 1, and 1 more
 * if the reader is behind the tail; then it answers {@value #PAGES_PER_TRIP} pages at most.
 *
 * <p>A log without a new entry for {@link MapConfigs#LOG_LIFE} is forgotten; readers then see a new
 * identity and write again what they know.
 */
final class HazelcastDenylist implements Denylist {

  static final String TAIL = "tail";
  private static final int PAGES_PER_TRIP = 256;
  private static final int MOST_ATTEMPTS = 1_000;

  private final LastSeen lastSeen = new LastSeen();
  private final Turns turns = new Turns();
  private final AtomicBoolean renameDue = new AtomicBoolean();
  private final Grid grid;
  private final Clock clock;

  HazelcastDenylist(Grid grid, Clock clock) {
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
    LogTail tail = LogForm.decode(tail());
    LogPosition newest = new LogPosition(0, tail.newest());
    long firstOfPage = LogTail.firstOfPageAfter(position.minor());
    long end = Math.min(tail.first(), firstOfPage + (long) PAGES_PER_TRIP * LogTail.PAGE);
    List<Denial> denials = new ArrayList<>(pages(firstOfPage, end, position.minor(), tail));
    if (end < tail.first()) {
      return new LogSlice(tail.log(), newest, new LogPosition(0, end - 1), denials);
    }
    denials.addAll(tail.after(position.minor()));
    return new LogSlice(tail.log(), newest, denials);
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
      if (tail.denials().contains(denial)) {
        return tail;
      }
      if (isAppended(bytes, tail, denial)) {
        return tail;
      }
    }
    throw neverFirst();
  }

  private boolean isAppended(byte[] bytes, LogTail tail, Denial denial) {
    if (tail.isFull()) {
      Instant now = clock.instant();
      grid.putIfAbsent(tail.pageKey(), bytes, Duration.between(now, tail.end(now)));
    }
    return isWritten(bytes, tail.with(denial));
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

  private List<Denial> pages(long firstOfPage, long end, long after, LogTail tail) {
    Set<String> keys = new LinkedHashSet<>();
    for (long first = firstOfPage; first < end; first += LogTail.PAGE) {
      keys.add(tail.pageKey(first));
    }
    return keys.isEmpty() ? List.of() : read(keys, after);
  }

  /** Pages of which every entry is past its time may be missing. */
  private List<Denial> read(Set<String> keys, long number) {
    Map<String, byte[]> pages = grid.getAll(keys);
    List<Denial> denials = new ArrayList<>();
    for (String key : keys) {
      byte[] page = pages.get(key);
      if (page != null) {
        denials.addAll(LogForm.decode(page).after(number));
      }
    }
    return denials;
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
