package dev.postern.benchmarks;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is appended, for a log that is put page by page. Thread-safe. */
final class RecordingLog implements Denylist {

  private final List<Denial> denials = new ArrayList<>();

  @Override
  public synchronized void append(Denial denial) {
    denials.add(denial);
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    return new LogSlice("recording", LogPosition.START, List.of());
  }

  synchronized List<Denial> denials() {
    return List.copyOf(denials);
  }
}
