package dev.postern.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number with its unit, or ISO-8601, between two bounds, both allowed. */
final class DurationParser implements Parser<Duration> {
  private static final Pattern WITH_UNIT = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d)");
  private static final Pattern BARE = Pattern.compile("[0-9]{1,18}");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private final Duration min;
  private final Duration max;

  DurationParser(Duration min, Duration max) {
    if (min.compareTo(max) > 0) {
      throw new IllegalArgumentException("min " + min + " is above max " + max);
    }
    this.min = min;
    this.max = max;
  }

  @Override
  public Duration parse(String text) throws InvalidValueException {
    if (BARE.matcher(text).matches()) {
      throw new InvalidValueException("has no unit", "Write " + text + "m or PT" + text + "M");
    }
    Duration duration = read(text);
    if (duration.compareTo(min) < 0) {
      throw outOfBounds("is too short");
    }
    if (duration.compareTo(max) > 0) {
      throw outOfBounds("is too long");
    }
    return duration;
  }

  private Duration read(String text) throws InvalidValueException {
    Matcher matcher = WITH_UNIT.matcher(text);
    try {
      return matcher.matches()
          ? Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)))
          : Duration.parse(text);
    } catch (DateTimeParseException notADuration) {
      throw new InvalidValueException(
          "is not a duration",
          "Write a number with one of the units ms, s, m, h, d, for example 15m, or ISO-8601,"
              + " for example PT15M");
    } catch (ArithmeticException overflow) {
      throw outOfBounds("is too long");
    }
  }

  private InvalidValueException outOfBounds(String problem) {
    return new InvalidValueException(
        problem, "Write a duration from " + spell(min) + " to " + spell(max));
  }

  /** The largest unit that says it without a fraction, as the reader would write it. */
  private static String spell(Duration bound) {
    long millis = bound.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = bound.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86_400 == 0 ? bound.toDays() + "d" : bound.toHours() + "h";
  }
}
