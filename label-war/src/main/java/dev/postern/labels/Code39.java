package dev.postern.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bar code of a parcel's number (ISO/IEC 16388): nine bars and gaps for each character, three
 * of them wide. Stateless and thread-safe.
 */
final class Code39 {

  private static final char EDGE = '*';
  private static final int NARROW = 1;
  private static final int WIDE = 3;

  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('0', "nnnwwnwnn"),
          Map.entry('1', "wnnwnnnnw"),
          Map.entry('2', "nnwwnnnnw"),
          Map.entry('3', "wnwwnnnnn"),
          Map.entry('4', "nnnwwnnnw"),
          Map.entry('5', "wnnwwnnnn"),
          Map.entry('6', "nnwwwnnnn"),
          Map.entry('7', "nnnwnnwnw"),
          Map.entry('8', "wnnwnnwnn"),
          Map.entry('9', "nnwwnnwnn"),
          Map.entry('D', "nnnnwwnnw"),
          Map.entry('P', "nnwnwnnwn"),
          Map.entry('-', "nwnnnnwnw"),
          Map.entry(EDGE, "nwnnwnwnn"));

  private Code39() {}

  /**
   * How wide bars and gaps are, in turn, beginning with a bar.
   *
   * @param text digits, D, P and hyphens, as in the number of a parcel
   */
  static List<Integer> widths(String text) {
    List<Integer> widths = new ArrayList<>();
    for (char character : (EDGE + text + EDGE).toCharArray()) {
      patternOf(character).chars().forEach(c -> widths.add(c == 'w' ? WIDE : NARROW));
      widths.add(NARROW); // The gap between two characters.
    }
    return List.copyOf(widths);
  }

  private static String patternOf(char character) {
    return Optional.ofNullable(PATTERNS.get(character)).orElseThrow();
  }
}
