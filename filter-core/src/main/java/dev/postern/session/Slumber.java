package dev.postern.session;

import java.util.List;
import java.util.function.Supplier;

/**
 * Tells the attributes of a session when they become bytes for a shared store, or come from some.
 * They are told while nothing of ours is locked, because they may ask for anything and wait for it.
 * Thread-safe.
 */
final class Slumber {

  private final Supplier<List<Object>> held;
  private final Supplier<List<Object>> woken;
  private volatile Passivation watcher = Passivation.unheard();

  /**
   * Tells nobody yet.
   *
   * @param held the values that the request has
   * @param woken those that came from bytes since it was last asked
   */
  Slumber(Supplier<List<Object>> held, Supplier<List<Object>> woken) {
    this.held = held;
    this.woken = woken;
  }

  /** From here on tells this one. */
  void watch(Passivation told) {
    watcher = told;
  }

  /** For what turns the attributes of the session into bytes. */
  <T> T during(Supplier<T> encoding) {
    return during(held.get(), encoding);
  }

  /** Some values let go of what has no bytes; they take it up again, for the request goes on. */
  <T> T during(List<Object> values, Supplier<T> encoding) {
    Passivation told = watcher;
    List<Object> asleep = values.stream().filter(told::concerns).toList();
    asleep.forEach(told::willPassivate);
    try {
      return encoding.get();
    } finally {
      asleep.forEach(told::didActivate);
      wake();
    }
  }

  /** Tells those that came from bytes. */
  void wake() {
    Passivation told = watcher;
    woken.get().stream().filter(told::concerns).forEach(told::didActivate);
  }
}
