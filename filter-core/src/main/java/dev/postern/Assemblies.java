package dev.postern;

import dev.postern.servlet.ApplicationLoader;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of one web application that are put together, by name, so that it does not matter
 * whether the container initialises them at start-up or at the first request. Thread-safe.
 */
final class Assemblies {

  private final ServletContext context;
  private final Map<String, Declaration> given = new HashMap<>();
  private final Map<String, Assembly.Built> built = new HashMap<>();

  private Assemblies(ServletContext context) {
    this.context = context;
  }

  static Assemblies in(ServletContext context) {
    return Shared.in(context, Assemblies.class, () -> new Assemblies(context));
  }

  /** Keeps a declaration that the container's registration of the filter does not hold. */
  synchronized void keep(Declaration declaration) {
    given.put(declaration.filterName(), declaration);
  }

  /**
   * Puts together every filter that is declared. A filter that has not claimed its paths would
   * leave them to a less specific one.
   *
   * @throws dev.postern.config.ConfigurationException if a setting of any is wrong; none is left
   *     open then, because the container destroys no filter that did not start
   */
  void startAll() {
    try {
      DeclaredFilters.in(context).forEach(filter -> of(declaration(filter)));
    } catch (RuntimeException e) {
      closeAll();
      throw e;
    }
  }

  /**
   * The filter of this declaration; the first who asks has it put together.
   *
   * @throws dev.postern.config.ConfigurationException if a setting is wrong
   */
  synchronized Assembly.Built of(Declaration declaration) {
    Assembly.Built existing = built.get(declaration.filterName());
    if (existing != null) {
      return existing;
    }
    Assembly.Built made = Assembly.build(declaration, context);
    built.put(declaration.filterName(), made);
    return made;
  }

  /** Takes apart what is left: filters that the container never initialised. */
  void closeAll() {
    names().forEach(this::close);
  }

  /** Takes a filter apart; nothing happens if that was done already. */
  void close(String filterName) {
    remove(filterName).ifPresent(ending -> ending.assembly().close());
  }

  private synchronized List<String> names() {
    return List.copyOf(built.keySet());
  }

  private synchronized Optional<Assembly.Built> remove(String filterName) {
    return Optional.ofNullable(built.remove(filterName));
  }

  private synchronized Declaration declaration(String filter) {
    Declaration kept = given.get(filter);
    if (kept != null) {
      return kept;
    }
    FilterRegistration registration = context.getFilterRegistration(filter);
    return Declaration.of(
        filter,
        registration.getInitParameters(),
        DeclaredFilters.typeOf(registration, ApplicationLoader.of(context))
            .orElse(AuthenticationFilter.class));
  }
}
