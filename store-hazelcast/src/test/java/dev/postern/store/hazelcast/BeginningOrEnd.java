package dev.postern.store.hazelcast;

import java.util.function.Supplier;

/**
 * In which order questions are answered that are under way at the same time: the first and the last
 * that there can be. Every question is answered in the thread of the test, and what goes wrong is
 * heard of by whoever waits for the answer. Stateless and thread-safe.
 */
enum BeginningOrEnd implements Asking {
  /** Each is answered as soon as it is begun, also if nobody waits for it. */
  BEGINNING {
    @Override
    public <T> Supplier<T> begin(Supplier<T> question) {
      return answered(question);
    }
  },
  /** Each is answered when somebody waits for it, and never if nobody does. */
  END {
    @Override
    public <T> Supplier<T> begin(Supplier<T> question) {
      return question;
    }
  };

  private static <T> Supplier<T> answered(Supplier<T> question) {
    try {
      T answer = question.get();
      return () -> answer;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }
}
