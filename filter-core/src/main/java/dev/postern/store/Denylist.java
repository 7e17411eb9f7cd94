package dev.postern.store;

/**
 * The shared, append-only log of revocations. The local copy, its staleness and what happens when
 * it cannot be refreshed are core's business. Safe for use by many threads and nodes.
 */
public interface Denylist {

  /**
   * Adds an entry and returns only when it is confirmed: it will survive the loss of the node that
   * took it, as far as the backend has others. Appending the same entry twice is harmless.
   *
   * @throws StoreException if it could not be confirmed; it may or may not be in the log
   */
  void append(Denial denial);

  /**
   * What was appended after this position: everything, or the first part of much. Entries past
   * their {@code until} may be missing.
   *
   * <p>A log that can lose its latest entries and go on has to notice when the entry at the
   * position was one of them. To that reader it bears another name, and its own again from the
   * start.
   *
   * @throws StoreException if the log cannot be read
   */
  LogSlice readAfter(LogPosition position);
}
