package dev.postern.config;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * One place where settings are written. Names are asked for in their plain form, {@code
 * session.idle-timeout} or {@code filter.admin.session.idle-timeout}; each source knows how it
 * spells them. Implementations are immutable and thread-safe.
 */
public interface SettingsSource {

  /** What is written under this name, placeholders and all; empty if nothing is. */
  Optional<SettingValue> find(String name);

  /**
   * Refuses names that nobody would ever read.
   *
   * @throws ConfigurationException with the nearest known name
   */
  void check(KnownNames known);

  /**
   * A properties file in UTF-8, for every filter of the application. A name written twice is an
   * error. The caller closes the stream.
   *
   * @throws ConfigurationException if the file cannot be read as such
   */
  static SettingsSource propertiesFile(InputStream content, String origin) {
    return new NamedSource(PropertiesFile.read(content, origin), Spelling.PLAIN, origin);
  }

  /** The init-params, or the members of an annotation, of one filter declaration. */
  static SettingsSource ofOneFilter(Map<String, String> values, String origin) {
    return new OneFilterSource(values, origin);
  }

  /** Variables such as {@code POSTERN_SESSION_IDLE_TIMEOUT}; others are none of our business. */
  static SettingsSource environment(Map<String, String> variables) {
    return new NamedSource(variables, Spelling.ENVIRONMENT, "environment variable");
  }

  /**
   * Properties such as {@code postern.session.idle-timeout} of another place than the system's;
   * others are none of our business.
   *
   * @param origin what a message calls that place
   */
  static SettingsSource prefixedProperties(Map<String, String> properties, String origin) {
    return new NamedSource(properties, Spelling.SYSTEM_PROPERTY, origin);
  }

  /** Properties such as {@code postern.session.idle-timeout}; others are none of our business. */
  static SettingsSource systemProperties(Map<String, String> properties) {
    return new NamedSource(properties, Spelling.SYSTEM_PROPERTY, "system property");
  }
}
