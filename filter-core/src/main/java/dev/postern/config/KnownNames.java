package dev.postern.config;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every name that somebody reads. Immutable and thread-safe. */
public final class KnownNames {
  /** What a name for one filter begins with. */
  static final String FILTER = "filter.";

  /** What the settings of store providers begin with. */
  static final String STORE = "store.";

  private final SortedSet<String> settings;
  private final SortedSet<String> filters;

  /**
   * Takes copies.
   *
   * @param settings the plain names of all settings, those of the store provider among them
   * @param filters the names of all filter declarations of the application
   */
  public KnownNames(Collection<String> settings, Collection<String> filters) {
    this.settings = Collections.unmodifiableSortedSet(new TreeSet<>(settings));
    this.filters = Collections.unmodifiableSortedSet(new TreeSet<>(filters));
  }

  /** The name of a setting for one filter only. */
  static String ofFilter(String filter, String setting) {
    return FILTER + filter + "." + setting;
  }

  SortedSet<String> settings() {
    return settings;
  }

  SortedSet<String> filters() {
    return filters;
  }

  /** The settings alone, and each of them for each filter. */
  SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(settings);
    for (String filter : filters) {
      settings.forEach(setting -> all.add(ofFilter(filter, setting)));
    }
    return all;
  }

  KnownNames withoutFilters() {
    return new KnownNames(settings, List.of());
  }
}
