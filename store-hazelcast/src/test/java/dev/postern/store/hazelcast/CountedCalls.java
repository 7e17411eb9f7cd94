package dev.postern.store.hazelcast;

import java.util.function.Supplier;

/**
 * Counts rounds: how many calls are waited for one after the other. Every question is asked in the
 * thread of the test, so that nothing depends on time; when it would have been answered is
 * reckoned, from when it was begun and how many calls it is. A question that nobody waits for
 * counts as no round. For one thread.
 */
final class CountedCalls implements Asking {

  private int round;
  private int oneAfterTheOther;
  private boolean isAnyBeside;

  /** Rounds since the last time. */
  int rounds() {
    int rounds = round;
    round = 0;
    return rounds;
  }

  /** To be told of every call of a map. */
  void called(boolean isAsynchronous) {
    if (isAsynchronous) {
      isAnyBeside = true;
    } else {
      oneAfterTheOther++;
    }
  }

  @Override
  public <T> Supplier<T> begin(Supplier<T> question) {
    oneAfterTheOther = 0;
    isAnyBeside = false;
    T answer = question.get();
    int answered = round + oneAfterTheOther + (isAnyBeside ? 1 : 0);
    return () -> {
      round = Math.max(round, answered);
      return answer;
    };
  }
}
