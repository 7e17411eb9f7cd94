package dev.postern.store.hazelcast;

import java.util.function.Supplier;

/** How questions are put to the cluster. Implementations are thread-safe. */
interface Asking {

  /**
   * Begins to ask.
   *
   * @return to be run once by whoever needs the answer; throws whatever the question throws
   */
  <T> Supplier<T> begin(Supplier<T> question);

  /** Begins a write; one that does not answer may be made again. */
  default <T> Supplier<T> begin(Repeatable<T> write) {
    return begin(write::confirmed);
  }

  /** The answer, or whatever the question throws. */
  default <T> T ask(Supplier<T> question) {
    return begin(question).get();
  }
}
