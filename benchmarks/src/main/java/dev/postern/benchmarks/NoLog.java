package dev.postern.benchmarks;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import java.util.List;

/** Keeps nothing: for a node whose own copy is measured. */
final class NoLog implements Denylist {

  @Override
  public void append(Denial denial) {
    // The node knows it.
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    return new LogSlice("none", LogPosition.START, List.of());
  }
}
