package dev.postern.config;

import java.util.Locale;

/** How a source writes the plain name {@code session.idle-timeout}. */
enum Spelling {
  /** {@code session.idle-timeout}, and whatever else stands there is meant for us. */
  PLAIN(""),
  /** {@code postern.session.idle-timeout} among the properties of others. */
  SYSTEM_PROPERTY("postern."),
  /** {@code POSTERN_SESSION_IDLE_TIMEOUT} among the variables of others. */
  ENVIRONMENT("POSTERN_");

  private final String prefix;

  Spelling(String prefix) {
    this.prefix = prefix;
  }

  boolean concernsUs(String key) {
    return key.startsWith(prefix);
  }

  /** The whole key for a plain name. */
  String of(String name) {
    return prefix + part(name);
  }

  /** A piece of a plain name, without the prefix. */
  String part(String piece) {
    return this == ENVIRONMENT
        ? piece.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)
        : piece;
  }
}
