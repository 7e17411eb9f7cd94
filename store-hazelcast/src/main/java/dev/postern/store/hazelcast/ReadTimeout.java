package dev.postern.store.hazelcast;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code store.read-timeout}. Stateless and thread-safe. */
final class ReadTimeout {

  static final String NAME = "store.read-timeout";

  private static final Duration BY_DEFAULT = Duration.ofMillis(400);
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})(ms|s)");

  private ReadTimeout() {}

  static Duration from(Map<String, String> values) {
    String text = values.get(NAME);
    if (text == null) {
      return BY_DEFAULT;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          NAME + ": \"" + text + "\" is not a length of time. Write 400ms or 2s.");
    }
    int number = Integer.parseInt(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }
}
