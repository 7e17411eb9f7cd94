package dev.postern.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One entry of the {@link Denylist}. Immutable and thread-safe.
 *
 * @param kind what is denied; a store keeps its code and gives back what it does not know
 * @param key a keyed hash of what is denied
 * @param cutOff what is not later than this instant is void, where the kind is about a time;
 *     otherwise it says nothing
 * @param until after this instant nothing that could match is valid any more, and the entry may be
 *     forgotten
 */
public record Denial(Kind kind, String key, Instant cutOff, Instant until) {

  /**
   * What a denial is about. Nodes of several versions share one log, so a kind is a letter and no
   * closed list: a node that does not know a small letter goes on without it, and one that does not
   * know a capital answers nobody, since it would let in what others refuse. Immutable and
   * thread-safe.
   *
   * @param code a letter from a to z or A to Z
   */
  public record Kind(char code) {

    /** One token, by its {@code jti}. */
    public static final Kind TOKEN = new Kind('t');

    /** Every token of one session or grant, by its signed {@code sid}. */
    public static final Kind SESSION = new Kind('g');

    /** Everything of one subject that was authenticated at or before the cut-off. */
    public static final Kind SUBJECT = new Kind('s');

    /** Every token of one subject that was issued at or before the cut-off; its grants live. */
    public static final Kind REISSUE = new Kind('r');

    /** Everything of everyone that was authenticated at or before the cut-off. */
    public static final Kind EVERYONE = new Kind('e');

    /** Every token that was signed with one key, by its {@code kid}. */
    public static final Kind KEY = new Kind('k');

    /**
     * Checks the code.
     *
     * @throws IllegalArgumentException if it is no letter
     */
    public Kind {
      if (!isSmall(code) && !(code >= 'A' && code <= 'Z')) {
        throw new IllegalArgumentException("The code of a kind is a letter from a to z or A to Z.");
      }
    }

    /** Whether a node that does not know this kind may go on without it. */
    public boolean mayBeIgnored() {
      return isSmall(code);
    }

    private static boolean isSmall(char code) {
      return code >= 'a' && code <= 'z';
    }
  }

  /** Refuses null. */
  public Denial {
    requireNonNull(kind, "kind");
    requireNonNull(key, "key");
    requireNonNull(cutOff, "cutOff");
    requireNonNull(until, "until");
  }
}
