package dev.postern.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one filter declaration, each with the place where it was set. Immutable and
 * thread-safe.
 */
public final class Settings {
  private final String filterName;
  private final Map<String, SettingValue> values;

  Settings(String filterName, Map<String, SettingValue> values) {
    this.filterName = requireNonNull(filterName, "filterName");
    this.values = Map.copyOf(values);
  }

  /** The name of the filter declaration these hold for. */
  public String filterName() {
    return filterName;
  }

  /**
   * The value, or the default.
   *
   * @throws ConfigurationException if the value is wrong, or if there is none and no default
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                problem(
                    setting,
                    "is missing",
                    "Set it for this filter, or for every filter in WEB-INF/postern.properties"));
  }

  /**
   * The value, or the default, or empty if there is neither.
   *
   * @throws ConfigurationException if the value is wrong
   */
  public <T> Optional<T> find(Setting<T> setting) {
    @Nullable SettingValue value = valueOf(setting);
    return value == null ? Optional.empty() : Optional.of(parse(setting, value));
  }

  /** Whether somebody wrote a value; a default does not count. */
  public boolean isSet(Setting<?> setting) {
    return values.containsKey(setting.name());
  }

  /** The texts of those names that are set, for store providers, which read their own. */
  public Map<String, String> valuesOf(Set<String> names) {
    return values.entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().text()));
  }

  /**
   * The message for a mistake that shows only when several settings are seen together.
   *
   * @param problem follows the quoted value, or the name where nothing is set
   * @param fix a sentence that says what to write instead
   */
  public ConfigurationException problem(Setting<?> setting, String problem, String fix) {
    @Nullable SettingValue value = valueOf(setting);
    return value == null
        ? ConfigurationException.of(setting.name(), problem, fix, ofThisFilter())
        : value.problem(setting, new InvalidValueException(problem, fix));
  }

  private <T> T parse(Setting<T> setting, SettingValue value) {
    try {
      if (value.text().isBlank()) {
        throw new InvalidValueException("is empty", "Write a value, or remove the setting");
      }
      return setting.parse(value.text());
    } catch (InvalidValueException wrong) {
      throw value.problem(setting, wrong);
    }
  }

  private @Nullable SettingValue valueOf(Setting<?> setting) {
    @Nullable SettingValue value = values.get(setting.name());
    return value != null
        ? value
        : setting
            .defaultText()
            .map(text -> new SettingValue(text, "default of " + ofThisFilter(), false))
            .orElse(null);
  }

  private String ofThisFilter() {
    return "filter \"" + filterName + '"';
  }

  /** The names only; a value may be a secret. */
  @Override
  public String toString() {
    return "Settings[filter=" + filterName + ", set=" + values.keySet() + "]";
  }
}
