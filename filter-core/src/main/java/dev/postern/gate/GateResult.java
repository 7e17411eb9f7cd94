package dev.postern.gate;

/** What the gate says about a request. Immutable and thread-safe. */
public sealed interface GateResult {

  /**
   * There is one way to read it.
   *
   * @param request what it says
   */
  record Passed(GatedRequest request) implements GateResult {}

  /**
   * There is more than one way to read it, or none; the answer is 400.
   *
   * @param reasonCode lower case words with dashes, for the log; never the client's input
   */
  record Refused(String reasonCode) implements GateResult {}
}
