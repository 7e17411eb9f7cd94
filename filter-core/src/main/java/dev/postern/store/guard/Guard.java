package dev.postern.store.guard;

import dev.postern.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks a store in one way, reading or writing, as long as that is of use. Only a {@link
 * StoreException} is a failure: any other comes from a mistake, and says nothing of the store.
 * Thread-safe.
 */
final class Guard {

  private final Circuit circuit = new Circuit();
  private final String store;
  private final StateLog log;
  private final Clock clock;

  /**
   * A guard with a closed circuit.
   *
   * @param store what it is called in messages
   * @param fields the same for the log, in the form {@code field=value}
   */
  Guard(String store, String fields, Clock clock) {
    this.store = store;
    this.log = new StateLog(fields);
    this.clock = clock;
  }

  /**
   * The answer of the store.
   *
   * @throws StoreException if it failed, or at once if it does not answer these days
   */
  <T> T call(Supplier<T> question) {
    Optional<Circuit.Pass> pass = circuit.pass(clock.instant());
    if (pass.isEmpty()) {
      log.refused();
      throw new StoreException(
          store + ": not asked, since it does not answer", new IllegalStateException("open"));
    }
    try {
      return answered(pass.get(), question);
    } catch (StoreException e) {
      if (circuit.failed(pass.get(), clock.instant())) {
        log.opened();
      }
      throw e;
    }
  }

  /**
   * The answer of the store, which is asked in any case: whoever wants to log out is told that it
   * could not be done only after it was tried. A failure opens nothing.
   */
  <T> T callAnyway(Supplier<T> question) {
    return answered(circuit.passAnyway(clock.instant()), question);
  }

  private <T> T answered(Circuit.Pass pass, Supplier<T> question) {
    try {
      T answer = question.get();
      Instant now = clock.instant();
      log.succeeded(pass.at(), now);
      if (circuit.succeeded(pass, now)) {
        log.closed();
      }
      return answer;
    } catch (StoreException e) {
      log.failed(clock.instant(), e);
      throw e;
    }
  }
}
