package dev.postern.config;

import java.util.List;
import java.util.regex.Pattern;

/** Entries separated by commas or line ends; none may be empty. */
final class ListParser implements Parser<List<String>> {
  private static final Pattern SEPARATOR = Pattern.compile("\\s*[,\\n]\\s*");

  @Override
  public List<String> parse(String text) throws InvalidValueException {
    List<String> entries = List.of(SEPARATOR.split(text, -1));
    if (entries.contains("")) {
      throw new InvalidValueException("has an empty entry", "Remove the extra comma");
    }
    return entries;
  }
}
