package dev.postern.config;

import java.time.Duration;

/**
 * Turns the text of a setting into its value, strictly. Implementations are stateless and
 * thread-safe.
 *
 * @param <T> what the text stands for
 */
@FunctionalInterface
public interface Parser<T> {

  /**
   * Reads one value.
   *
   * @param text never blank
   * @throws InvalidValueException if the text is not exactly what the setting allows
   */
  T parse(String text) throws InvalidValueException;

  /** Of lengths of time, as {@link Setting#duration} reads them. Both bounds are allowed. */
  static Parser<Duration> duration(Duration min, Duration max) {
    return new DurationParser(min, max);
  }
}
