package dev.postern.store.hazelcast;

import dev.postern.store.Denial;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Reads on in the log from a position: from its tail, and from the pages before it that the reader
 * has missed. Thread-safe.
 */
final class LogPages {

  static final int PER_TRIP = 256;

  private final Grid grid;

  LogPages(Grid grid) {
    this.grid = grid;
  }

  /** No trip where the reader has seen the tail, else one. */
  LogSlice readAfter(LogPosition position, LogTail tail) {
    if (position.major() < tail.first()) {
      return readPagesAfter(position, tail);
    }
    return tail.holds(position)
        ? new LogSlice(tail.log(), tail.position(), tail.after(position.major()))
        : anotherLog(tail);
  }

  /** Pages of which every entry is past its time may be missing. */
  private LogSlice readPagesAfter(LogPosition position, LogTail tail) {
    long from = position.major() == 0 ? 1 : LogTail.firstOfPageWith(position.major());
    long end = Math.min(tail.first(), from + (long) PER_TRIP * LogTail.PAGE);
    LogPosition reached = LogTail.positionOfForgotten(end - 1);
    List<Denial> denials = new ArrayList<>();
    for (LogTail page : pages(from, end, tail)) {
      if (page.first() == from && !page.holds(position)) {
        return anotherLog(tail);
      }
      denials.addAll(page.after(position.major()));
      reached = page.newest() == end - 1 ? page.position() : reached;
    }
    if (end < tail.first()) {
      return new LogSlice(tail.log(), tail.position(), reached, denials);
    }
    denials.addAll(tail.denials());
    return new LogSlice(tail.log(), tail.position(), denials);
  }

  private List<LogTail> pages(long from, long end, LogTail tail) {
    Set<String> keys = new LinkedHashSet<>();
    for (long first = from; first < end; first += LogTail.PAGE) {
      keys.add(tail.pageKey(first));
    }
    Map<String, byte[]> pages = keys.isEmpty() ? Map.of() : grid.getAll(keys);
    return keys.stream().map(pages::get).filter(Objects::nonNull).map(LogForm::decode).toList();
  }

  /** What a reader hears whose entries were lost. It reads all then, and hears the right name. */
  private static LogSlice anotherLog(LogTail tail) {
    return new LogSlice(UUID.randomUUID().toString(), tail.position(), List.of());
  }
}
