package dev.postern.store.memory;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The log of denials in this JVM. Entries past their time are taken out whenever the log has
 * doubled since the last time. Thread-safe.
 */
final class MemoryDenylist implements Denylist {

  private static final int SMALLEST_PRUNED = 64;

  private final String name = UUID.randomUUID().toString();
  private final TreeMap<LogPosition, Denial> entries = new TreeMap<>();
  private final Clock clock;
  private LogPosition newest = LogPosition.START;
  private int pruneAt = SMALLEST_PRUNED;

  MemoryDenylist(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void append(Denial denial) {
    newest = new LogPosition(newest.major(), newest.minor() + 1);
    entries.put(newest, denial);
    if (entries.size() >= pruneAt) {
      Instant now = clock.instant();
      entries.values().removeIf(entry -> entry.until().isBefore(now));
      pruneAt = Math.max(SMALLEST_PRUNED, 2 * entries.size());
    }
  }

  @Override
  public synchronized LogSlice readAfter(LogPosition position) {
    return new LogSlice(name, newest, List.copyOf(entries.tailMap(position, false).values()));
  }

  synchronized int size() {
    return entries.size();
  }
}
