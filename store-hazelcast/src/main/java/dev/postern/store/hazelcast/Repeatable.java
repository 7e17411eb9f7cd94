package dev.postern.store.hazelcast;

import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.spi.exception.TargetDisconnectedException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A write that may be made again while nobody knows whether it was done. Immutable and thread-safe.
 *
 * @param first as it is made
 * @param again in a form that harms nothing if the first was done already, or is done meanwhile or
 *     later
 * @param isDone whether an answer says that it was done; every other answer of one of both may only
 *     mean that the other one did it
 */
record Repeatable<T>(Supplier<T> first, Supplier<T> again, Predicate<T> isDone) {

  /** One that harms nothing however often it is made, and whose every answer counts. */
  static <T> Repeatable<T> asItIs(Supplier<T> write) {
    return new Repeatable<>(write, write, answer -> true);
  }

  /** One after the other: made again if the backup, or on a client the owner, did not answer. */
  T confirmed() {
    try {
      return first.get();
    } catch (IndeterminateOperationStateException | TargetDisconnectedException unanswered) {
      return again.get();
    }
  }
}
