package dev.postern.json;

/** The JSON literal {@code null}, so that no Java null is ever a value. Thread-safe. */
public enum JsonNull {
  /** The only one. */
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
