package dev.postern.gate;

/**
 * One pair of a {@code Cookie} header. Immutable.
 *
 * @param name without blanks before it; blanks after it are kept
 * @param value without blanks after it
 * @param insideQuotes whether a parser that honours quotes would take it for a part of an earlier
 *     cookie's value
 */
record CookiePair(String name, String value, boolean insideQuotes) {

  /** Whether the name is this one but for blanks before the {@code =}, which no browser sends. */
  boolean disguises(String other) {
    return !name.equals(other)
        && name.startsWith(other)
        && name.substring(other.length()).chars().allMatch(c -> c == ' ' || c == '\t');
  }

  @Override
  public String toString() {
    return "CookiePair[redacted]";
  }
}
