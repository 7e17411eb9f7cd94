package dev.postern.store.hazelcast;

/** What is to become of an entry that was read. */
sealed interface Verdict<R> {

  /** Nothing is written. */
  record Answer<R>(R result) implements Verdict<R> {}

  /**
   * This is written, and the result holds if the entry was still the one that was read.
   *
   * @param beside is done while the write is under way
   */
  record Write<R>(Entry entry, R result, Runnable beside) implements Verdict<R> {

    Write(Entry entry, R result) {
      this(entry, result, () -> {});
    }
  }
}
