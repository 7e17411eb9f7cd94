package dev.postern.config;

import java.util.HashMap;
import java.util.Map;

/** Settings of a filter "admin" without any source, for tests of whoever reads them. Stateless. */
public final class TestSettings {
  /** The origin of every value, as messages show it. */
  public static final String ORIGIN = "init-param of filter \"admin\" in web.xml";

  private TestSettings() {}

  /** Names and values in turn. */
  public static Settings of(String... namesAndValues) {
    Map<String, SettingValue> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(namesAndValues[i], new SettingValue(namesAndValues[i + 1], ORIGIN, false));
    }
    return new Settings("admin", values);
  }

  /** One value that came from a file or the environment by a placeholder. */
  static Settings hidden(String name, String value) {
    return new Settings("admin", Map.of(name, new SettingValue(value, ORIGIN, true)));
  }
}
