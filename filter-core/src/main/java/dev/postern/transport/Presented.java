package dev.postern.transport;

/** Which credential a request carries, before anybody has looked into it. Immutable. */
public sealed interface Presented {

  /** None at all. */
  record None() implements Presented {}

  /**
   * Exactly one.
   *
   * @param credential a secret, as the client sent it; it may be anything
   * @param fromCookie whether a browser may have added it by itself, so that CSRF matters
   */
  record One(String credential, boolean fromCookie) implements Presented {
    /** Does not show the credential. */
    @Override
    public String toString() {
      return "One[redacted]";
    }
  }

  /**
   * More than one, or one that others may see differently; the answer is 400, and nothing is
   * cleared.
   *
   * @param reasonCode lower case words with dashes, for the log; never the client's input
   */
  record Ambiguous(String reasonCode) implements Presented {}
}
