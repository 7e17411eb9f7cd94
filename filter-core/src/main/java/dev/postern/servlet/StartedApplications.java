package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The web applications whose filters are in service, by their class loaders: so that a thread
 * without a request can be told to which of them it belongs. Holds nothing of one that has stopped.
 * Thread-safe.
 */
public final class StartedApplications {

  private static final Map<ClassLoader, List<ServletContext>> BY_LOADER = new HashMap<>();

  private StartedApplications() {}

  /** From here on it has services. */
  public static synchronized void started(ServletContext application) {
    BY_LOADER
        .computeIfAbsent(application.getClassLoader(), loader -> new ArrayList<>())
        .add(application);
  }

  /** From here on it has none; harmless if it had none before. */
  public static synchronized void stopped(ServletContext application) {
    BY_LOADER.computeIfPresent(
        application.getClassLoader(),
        (loader, applications) -> {
          applications.remove(application);
          return applications.isEmpty() ? null : applications;
        });
  }

  /**
   * The application whose own library this class is, or else the one that this thread belongs to.
   * Empty if that is none that has started, or cannot be told because several have one class
   * loader.
   */
  public static synchronized Optional<ServletContext> of(Class<?> library) {
    return onlyOne(library.getClassLoader()).or(StartedApplications::ofThisThread);
  }

  private static Optional<ServletContext> ofThisThread() {
    @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    while (loader != null && !BY_LOADER.containsKey(loader)) {
      loader = loader.getParent();
    }
    return loader == null ? Optional.empty() : onlyOne(loader);
  }

  private static Optional<ServletContext> onlyOne(ClassLoader loader) {
    List<ServletContext> applications = BY_LOADER.getOrDefault(loader, List.of());
    return applications.size() == 1 ? Optional.of(applications.get(0)) : Optional.empty();
  }
}
