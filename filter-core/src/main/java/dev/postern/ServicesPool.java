package dev.postern;

import dev.postern.config.ConfigurationException;
import dev.postern.servlet.StartedApplications;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The services of each {@code app} of one web application: opened for the first filter that needs
 * them, closed with the last. Thread-safe.
 */
final class ServicesPool {

  private final ServletContext application;
  private final Map<String, Entry> byApp = new HashMap<>();

  private record Entry(AppSettings settings, Services services, Set<String> users) {}

  private ServicesPool(ServletContext application) {
    this.application = application;
  }

  static ServicesPool in(ServletContext context) {
    return Shared.in(context, ServicesPool.class, () -> new ServicesPool(context));
  }

  /**
   * Those of an app that a filter uses now.
   *
   * @throws IllegalStateException if none does
   */
  synchronized Services of(String app) {
    Entry entry = byApp.get(app);
    if (entry == null) {
      throw new IllegalStateException(
          "No Postern filter with app \"" + app + "\" has started. There are: " + names() + ".");
    }
    return entry.services();
  }

  /**
   * Those of the only app.
   *
   * @throws IllegalStateException if there is none, or there are several
   */
  synchronized Services only() {
    if (byApp.size() != 1) {
      throw new IllegalStateException(
          "This web application has not one app, but these: "
              + names()
              + ". Name the one you mean.");
    }
    return byApp.values().iterator().next().services();
  }

  /** Those of every app. */
  synchronized List<Services> all() {
    return byApp.values().stream().map(Entry::services).toList();
  }

  private Set<String> names() {
    return new TreeSet<>(byApp.keySet());
  }

  /**
   * The services of this app.
   *
   * @param opener asked for the first filter only
   * @throws ConfigurationException if another filter of the same app wants another store or keys
   */
  synchronized Services acquire(
      AppSettings settings, String filterName, Supplier<Services> opener) {
    boolean isFirst = byApp.isEmpty();
    Entry entry =
        byApp.computeIfAbsent(
            settings.app(), app -> new Entry(settings, opener.get(), new TreeSet<>()));
    if (isFirst) {
      StartedApplications.started(application);
    }
    if (!entry.settings().equals(settings)) {
      throw new ConfigurationException(
          "app: \""
              + settings.app()
              + "\" is shared by filters that differ in store, keys, session.seal-keys,"
              + " revocation.staleness or login limits. Give them the same values, or apps of their own. (filters \""
              + String.join("\", \"", entry.users())
              + "\" and \""
              + filterName
              + "\")");
    }
    entry.users().add(filterName);
    return entry.services();
  }

  /**
   * Lets go; the last one closes. Harmless for a filter that never acquired. Nothing is locked
   * meanwhile: closing waits for a listener that is being told, who may ask for its app.
   */
  void release(String filterName) {
    leftBy(filterName).forEach(Services::close);
  }

  private synchronized List<Services> leftBy(String filterName) {
    List<Entry> left =
        byApp.values().stream()
            .filter(entry -> entry.users().remove(filterName) && entry.users().isEmpty())
            .toList();
    byApp.values().removeAll(left);
    if (byApp.isEmpty()) {
      StartedApplications.stopped(application);
    }
    return left.stream().map(Entry::services).toList();
  }
}
