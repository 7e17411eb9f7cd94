package dev.postern;

import dev.postern.config.Settings;
import dev.postern.store.StoreProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The kinds of store whose jars are in the web application. Immutable and thread-safe. */
final class StoreProviders {

  private final Map<String, StoreProvider> byName;

  private StoreProviders(Map<String, StoreProvider> byName) {
    this.byName = byName;
  }

  /** Those that this class loader sees: memory, and one for each store jar beside this jar. */
  static StoreProviders in(ClassLoader loader) {
    return new StoreProviders(
        ServiceLoader.load(StoreProvider.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .collect(
                Collectors.toMap(
                    StoreProvider::name, provider -> provider, (one, twice) -> one, TreeMap::new)));
  }

  /**
   * The one that the setting {@code store} names.
   *
   * @throws dev.postern.config.ConfigurationException if there is none of that name
   */
  StoreProvider chosenBy(Settings settings) {
    StoreProvider chosen = byName.get(settings.get(AppSettings.STORE));
    if (chosen == null) {
      throw settings.problem(
          AppSettings.STORE,
          "is no store that is here",
          "Found: "
              + String.join(", ", byName.keySet())
              + ". Correct the name or add the store's jar");
    }
    return chosen;
  }

  /** The settings that any of them understands. */
  Set<String> settingNames() {
    return byName.values().stream()
        .flatMap(provider -> provider.settingNames().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
