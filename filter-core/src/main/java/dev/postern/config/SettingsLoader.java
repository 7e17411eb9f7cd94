package dev.postern.config;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the settings of a filter declaration from all sources. Where several set the same name
 * the last source wins; within one source {@code filter.admin.strategy} beats {@code strategy}.
 * Immutable and thread-safe.
 */
public final class SettingsLoader {
  private final KnownNames known;
  private final Placeholders placeholders;

  /**
   * A loader for all declarations of one application.
   *
   * @param environment what {@code ${env:NAME}} is looked up in
   */
  public SettingsLoader(KnownNames known, Map<String, String> environment) {
    this.known = requireNonNull(known, "known");
    this.placeholders = new Placeholders(environment);
  }

  /**
   * The settings of one declaration. Their values are not judged yet, only their names.
   *
   * @param filterName one of the known filters
   * @param sources in rising order: the last one wins
   * @throws ConfigurationException if a source has an unknown name, or a placeholder points nowhere
   */
  public Settings load(String filterName, List<? extends SettingsSource> sources) {
    if (!known.filters().contains(filterName)) {
      throw new IllegalArgumentException("not a known filter: " + filterName);
    }
    sources.forEach(source -> source.check(known));
    Map<String, SettingValue> values = new HashMap<>();
    for (String name : known.settings()) {
      sources.stream()
          .flatMap(source -> find(filterName, name, source).stream())
          .reduce((lower, higher) -> higher)
          .ifPresent(value -> values.put(name, placeholders.resolve(name, value)));
    }
    return new Settings(filterName, values);
  }

  private static Optional<SettingValue> find(String filter, String name, SettingsSource source) {
    return source.find(KnownNames.ofFilter(filter, name)).or(() -> source.find(name));
  }
}
