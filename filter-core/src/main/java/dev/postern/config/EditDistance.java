package dev.postern.config;

/** How many single letters tell two names apart: inserted, left out, or replaced (Levenshtein). */
final class EditDistance {
  private EditDistance() {}

  static int between(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      previous = nextRow(previous, one.charAt(i - 1), i, other);
    }
    return previous[other.length()];
  }

  private static int[] nextRow(int[] previous, char letter, int i, String other) {
    int[] row = new int[previous.length];
    row[0] = i;
    for (int j = 1; j < row.length; j++) {
      int replaced = previous[j - 1] + (letter == other.charAt(j - 1) ? 0 : 1);
      row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
    }
    return row;
  }
}
