package dev.postern.config;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses the keys of one source that are no setting, or that could be two. */
final class NameCheck {
  private final KnownNames known;
  private final Spelling spelling;
  private final String origin;
  private final Map<String, List<String>> namesByKey;

  NameCheck(KnownNames known, Spelling spelling, String origin) {
    this.known = known;
    this.spelling = spelling;
    this.origin = origin;
    this.namesByKey =
        known.all().stream()
            .collect(Collectors.groupingBy(spelling::of, TreeMap::new, Collectors.toList()));
  }

  void check(String key) {
    @Nullable List<String> names = namesByKey.get(key);
    if (names == null) {
      throw undeclaredFilter(key).orElseGet(() -> unknownSetting(key));
    }
    if (names.size() > 1) {
      throw problem(
          key,
          "could mean " + String.join(" or ", names),
          "Use the system property, or rename the filter");
    }
  }

  private ConfigurationException unknownSetting(String key) {
    return problem(
        key,
        "unknown setting",
        guess(key)
            .map(name -> "Did you mean " + name + "?")
            .orElse(
                isOfStore(key)
                    ? "Add the jar of the store that reads it, or remove it"
                    : "Remove it, or see the README for all names"));
  }

  /** Names for one filter come last, unless the key looks like one: they are many and long. */
  private Optional<String> guess(String key) {
    if (isOfStore(key)) {
      return near(key, namesByKey.keySet().stream().filter(this::isOfStore).toList());
    }
    List<String> plain = known.settings().stream().map(spelling::of).toList();
    Optional<String> guess =
        key.startsWith(spelling.of(KnownNames.FILTER)) ? Optional.empty() : near(key, plain);
    return guess.or(() -> near(key, namesByKey.keySet()));
  }

  /** Stores bring their settings with their jar; without it, another name is no help. */
  private boolean isOfStore(String key) {
    return key.startsWith(spelling.of(KnownNames.STORE));
  }

  private static Optional<String> near(String key, Collection<String> candidates) {
    String nearest = nearest(key, candidates);
    return Optional.of(nearest)
        .filter(name -> EditDistance.between(key, name) <= Math.max(2, key.length() / 2));
  }

  /** A known setting for a filter that nobody declared; empty if the key is wrong otherwise. */
  private Optional<ConfigurationException> undeclaredFilter(String key) {
    String start = spelling.of(KnownNames.FILTER);
    if (!key.startsWith(start) || isOfDeclaredFilter(key)) {
      return Optional.empty();
    }
    return settingAtEndOf(key, start.length())
        .map(
            setting -> {
              int end = key.length() - spelling.part("." + setting).length();
              return undeclaredFilter(key, key.substring(start.length(), end), setting);
            });
  }

  private ConfigurationException undeclaredFilter(String key, String filter, String setting) {
    List<String> declared = known.filters().stream().map(spelling::part).toList();
    String fix =
        declared.isEmpty()
            ? "Declare that filter, or remove the setting"
            : "Did you mean "
                + spelling.of(KnownNames.ofFilter(nearest(filter, declared), setting))
                + "?";
    return problem(key, "no filter is named \"" + filter + '"', fix);
  }

  private boolean isOfDeclaredFilter(String key) {
    return known.filters().stream()
        .anyMatch(filter -> key.startsWith(spelling.of(KnownNames.ofFilter(filter, ""))));
  }

  /** The longest, since one setting's name may end like another's. */
  private Optional<String> settingAtEndOf(String key, int from) {
    return known.settings().stream()
        .filter(setting -> key.substring(from).endsWith(spelling.part("." + setting)))
        .max(comparingInt(String::length));
  }

  private static String nearest(String wrong, Collection<String> candidates) {
    return candidates.stream()
        .min(comparingInt(candidate -> EditDistance.between(wrong, candidate)))
        .orElse("");
  }

  private ConfigurationException problem(String key, String problem, String fix) {
    return ConfigurationException.of(key, problem, fix, origin);
  }
}
