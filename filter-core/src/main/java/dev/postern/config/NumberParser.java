package dev.postern.config;

import java.util.regex.Pattern;

/** A whole number in ASCII digits between two bounds, both allowed. */
final class NumberParser implements Parser<Integer> {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  private final int min;
  private final int max;

  NumberParser(int min, int max) {
    if (min > max) {
      throw new IllegalArgumentException("min " + min + " is above max " + max);
    }
    this.min = min;
    this.max = max;
  }

  @Override
  public Integer parse(String text) throws InvalidValueException {
    if (!WHOLE.matcher(text).matches()) {
      throw wrong("is not a whole number");
    }
    long number = Long.parseLong(text);
    if (number < min) {
      throw wrong("is too small");
    }
    if (number > max) {
      throw wrong("is too large");
    }
    return (int) number;
  }

  private InvalidValueException wrong(String problem) {
    return new InvalidValueException(problem, "Write a number from " + min + " to " + max);
  }
}
