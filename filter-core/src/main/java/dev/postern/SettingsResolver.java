package dev.postern;

import dev.postern.config.KnownNames;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.SettingsLoader;
import dev.postern.config.SettingsSource;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gathers the settings of one declaration from every source, in rising order: properties file,
 * declaration, MicroProfile Config, environment, system properties. Immutable and thread-safe.
 */
final class SettingsResolver {

  private final ServletContext context;
  private final Set<String> providerNames;
  private final Map<String, String> microProfile;
  private final Map<String, String> environment;
  private final Properties systemProperties;

  /**
   * A resolver for one web application.
   *
   * @param providerNames the settings that store providers understand
   */
  SettingsResolver(
      ServletContext context,
      Set<String> providerNames,
      Map<String, String> microProfile,
      Map<String, String> environment,
      Properties systemProperties) {
    this.context = context;
    this.providerNames = providerNames;
    this.microProfile = microProfile;
    this.environment = environment;
    this.systemProperties = systemProperties;
  }

  /**
   * The settings of this declaration.
   *
   * @throws dev.postern.config.ConfigurationException if a source has a name nobody reads
   */
  Settings resolve(Declaration declaration) {
    Set<String> filters = new HashSet<>(DeclaredFilters.in(context));
    filters.add(declaration.filterName());
    List<SettingsSource> sources = new ArrayList<>();
    addPropertiesFile(sources);
    sources.add(SettingsSource.ofOneFilter(declaration.values(), declaration.origin()));
    sources.add(SettingsSource.prefixedProperties(microProfile, "MicroProfile Config"));
    sources.add(SettingsSource.environment(environment));
    sources.add(SettingsSource.systemProperties(textsOf(systemProperties)));
    return new SettingsLoader(new KnownNames(settingNames(), filters), environment)
        .load(declaration.filterName(), sources);
  }

  private void addPropertiesFile(List<SettingsSource> sources) {
    try (InputStream content = context.getResourceAsStream("/" + Declaration.PROPERTIES_FILE)) {
      if (content != null) {
        sources.add(SettingsSource.propertiesFile(content, Declaration.PROPERTIES_FILE));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + Declaration.PROPERTIES_FILE, e);
    }
  }

  private Set<String> settingNames() {
    Set<String> names = new HashSet<>(providerNames);
    AuthenticationConfig.all().stream().map(Setting::name).forEach(names::add);
    return names;
  }

  private static Map<String, String> textsOf(Properties properties) {
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }
}
