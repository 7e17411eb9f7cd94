package dev.postern.store.contract;

/** What a node says of a credential. */
public enum Answer {
  ACCEPTED,
  REFUSED,
  /** It cannot tell now. */
  UNAVAILABLE;

  static Answer of(Visitor.Visit visit) {
    return switch (visit.status()) {
      case 200 -> ACCEPTED;
      case 401 -> REFUSED;
      case 503 -> UNAVAILABLE;
      default -> throw new AssertionError("The site answered " + visit.status() + ".");
    };
  }
}
