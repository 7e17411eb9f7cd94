package dev.postern.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Settings written at the declaration of one filter, where another filter has no say. */
final class OneFilterSource implements SettingsSource {
  private final Set<String> keys;
  private final NamedSource values;
  private final String origin;

  OneFilterSource(Map<String, String> values, String origin) {
    this.keys = new TreeSet<>(values.keySet());
    this.values = new NamedSource(values, Spelling.PLAIN, origin);
    this.origin = requireNonNull(origin, "origin");
  }

  @Override
  public Optional<SettingValue> find(String name) {
    return values.find(name);
  }

  @Override
  public void check(KnownNames known) {
    for (String key : keys) {
      if (key.startsWith(KnownNames.FILTER)) {
        throw ConfigurationException.of(
            key,
            "names a filter where every setting is of this one",
            "Write the name of the setting alone, or move it to WEB-INF/postern.properties",
            origin);
      }
    }
    values.check(known.withoutFilters());
  }
}
