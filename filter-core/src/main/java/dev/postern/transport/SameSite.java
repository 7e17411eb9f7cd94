package dev.postern.transport;

/** On which requests from other sites a browser sends the cookie (RFC 6265bis section 5.6.7). */
public enum SameSite {
  /** On top-level navigation by a safe method only. */
  LAX("Lax"),
  /** On none. */
  STRICT("Strict"),
  /** On all of them; for applications that live in other sites' frames. */
  NONE("None");

  private final String attribute;

  SameSite(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }
}
