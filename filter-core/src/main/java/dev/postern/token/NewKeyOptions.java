package dev.postern.token;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the command {@code new-key} was asked.
 *
 * @param signsIn how long until the key signs or encrypts, if that was said
 */
record NewKeyOptions(KeyAlgorithm algorithm, Optional<Duration> signsIn, Path directory) {

  /** Empty for what is not understood. */
  static Optional<NewKeyOptions> parse(List<String> args) {
    Deque<String> words = new ArrayDeque<>(args);
    Optional<KeyAlgorithm> algorithm = Optional.of(JwsAlgorithm.ES256);
    Optional<Duration> signsIn = Optional.empty();
    boolean understood = true;
    while (words.size() > 2) {
      String option = words.removeFirst();
      String value = words.removeFirst();
      if (option.equals("--algorithm")) {
        algorithm = KeyAlgorithm.named(value);
      } else {
        signsIn = option.equals("--signs-in") ? duration(value) : Optional.empty();
        understood &= signsIn.isPresent();
      }
    }
    if (!understood || algorithm.isEmpty() || words.size() != 1) {
      return Optional.empty();
    }
    String directory = words.removeFirst();
    return directory.startsWith("-")
        ? Optional.empty()
        : Optional.of(new NewKeyOptions(algorithm.get(), signsIn, Path.of(directory)));
  }

  /** {@code 30s}, {@code 15m}, {@code 24h} or {@code 7d}; not negative. */
  private static Optional<Duration> duration(String text) {
    try {
      String upper = text.toUpperCase(Locale.ROOT);
      Duration length = Duration.parse(upper.endsWith("D") ? "P" + upper : "PT" + upper);
      return length.isNegative() ? Optional.empty() : Optional.of(length);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
