package dev.postern.config;

import static java.util.Objects.requireNonNull;

/**
 * The text of one setting and where it was set. Public for sources outside this package. Immutable
 * and thread-safe; {@link #toString()} does not show the text, since it may be a secret.
 *
 * @param text as it was set, without white space around it
 * @param origin as the reader knows the place, for example {@code init-param of filter "admin" in
 *     web.xml}
 * @param isHidden whether the text must not be shown, because it came from a file or the
 *     environment by a placeholder
 */
public record SettingValue(String text, String origin, boolean isHidden) {
  private static final String REDACTED = "…";

  /** Refuses null. */
  public SettingValue {
    requireNonNull(text, "text");
    requireNonNull(origin, "origin");
  }

  /** The message about this value; nothing of a hidden value is in it. */
  ConfigurationException problem(Setting<?> setting, InvalidValueException wrong) {
    String part = wrong.part().orElse(text);
    if (!isHidden && !setting.isSecret()) {
      return ConfigurationException.of(setting.name(), part, wrong.problem(), wrong.fix(), origin);
    }
    return ConfigurationException.of(
        setting.name(), REDACTED, redact(wrong.problem(), part), redact(wrong.fix(), part), origin);
  }

  /** Parsers may repeat the value in their advice. */
  private String redact(String advice, String part) {
    return redactOne(redactOne(advice, text), part);
  }

  private static String redactOne(String advice, String secret) {
    return secret.isEmpty() ? advice : advice.replace(secret, REDACTED);
  }

  @Override
  public String toString() {
    return "SettingValue[origin=" + origin + "]";
  }
}
