package dev.postern.config;

/**
 * A setting is wrong and the deployment must stop. The message is for whoever wrote the setting:
 * {@code name: "value" problem. fix (origin)}. It never holds a secret. Immutable and thread-safe.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake that is not the value of one {@link Setting}, told in the same order: name, problem,
   * fix, origin.
   *
   * @param message shown as it is; it must not hold a secret
   */
  public ConfigurationException(String message) {
    super(message);
  }

  /** A mistake whose value is not worth showing, or must not be shown. */
  static ConfigurationException of(String name, String problem, String fix, String origin) {
    return new ConfigurationException(
        name + ": " + sentence(problem) + " " + sentence(fix) + " (" + origin + ")");
  }

  /** A mistake in a value; {@code shown} has been cleared of secrets. */
  static ConfigurationException of(
      String name, String shown, String problem, String fix, String origin) {
    return of(name, '"' + shown + "\" " + problem, fix, origin);
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }
}
