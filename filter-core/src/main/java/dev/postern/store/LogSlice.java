package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a reader of the log did not know yet, or the first part of it, if it is much. Immutable and
 * thread-safe.
 *
 * @param log the identity of the log; another one means that the old log was lost, or what stood at
 *     the position that was read after
 * @param newest the position of the last entry, {@link LogPosition#START} if there is none
 * @param reached the position after which to read on; the newest if this is all
 * @param denials in the order they were appended
 */
public record LogSlice(String log, LogPosition newest, LogPosition reached, List<Denial> denials) {

  /** Takes a copy of the list. */
  public LogSlice {
    requireNonNull(log, "log");
    requireNonNull(newest, "newest");
    requireNonNull(reached, "reached");
    denials = List.copyOf(denials);
  }

  /** All there is. */
  public LogSlice(String log, LogPosition newest, List<Denial> denials) {
    this(log, newest, newest, denials);
  }
}
