package dev.postern.store.guard;

import dev.postern.store.Denial;
import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;

/** The log of revocations behind guards. A revocation is always tried. Thread-safe. */
record GuardedDenylist(Denylist log, Guard reading, Guard writing) implements Denylist {

  @Override
  public void append(Denial denial) {
    writing.callAnyway(
        () -> {
          log.append(denial);
          return denial;
        });
  }

  @Override
  public LogSlice readAfter(LogPosition position) {
    return reading.call(() -> log.readAfter(position));
  }
}
