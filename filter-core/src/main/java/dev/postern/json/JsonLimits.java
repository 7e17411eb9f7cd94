package dev.postern.json;

/**
 * How much nesting and width is accepted. The length is the caller's to bound, before the bytes are
 * in memory. Immutable and thread-safe.
 *
 * @param depth how many arrays and objects may stand inside each other, 1 to {@value #MAX_DEPTH}
 * @param members how many members one object, or elements one array, may have; at least 1
 */
public record JsonLimits(int depth, int members) {

  /** Depth is walked by recursion, here and by readers of the result: far from any stack's end. */
  static final int MAX_DEPTH = 64;

  /** What tokens and request bodies need: 16 deep, 256 wide. */
  public static final JsonLimits DEFAULT = new JsonLimits(16, 256);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is out of them
   */
  public JsonLimits {
    if (depth < 1 || depth > MAX_DEPTH || members < 1) {
      throw new IllegalArgumentException(
          "A JSON depth is 1 to " + MAX_DEPTH + ", and at least 1 member is allowed.");
    }
  }
}
