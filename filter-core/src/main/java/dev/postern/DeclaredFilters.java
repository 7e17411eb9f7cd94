package dev.postern;

import dev.postern.servlet.ApplicationLoader;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The filters of one web application that are ours, however they were declared. Stateless. */
final class DeclaredFilters {

  private DeclaredFilters() {}

  /** Their names. */
  static Set<String> in(ServletContext context) {
    return context.getFilterRegistrations().values().stream()
        .filter(registration -> typeOf(registration, ApplicationLoader.of(context)).isPresent())
        .map(FilterRegistration::getName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The class of a filter that is ours; empty for others. */
  static Optional<Class<? extends AuthenticationFilter>> typeOf(
      FilterRegistration registration, @Nullable ClassLoader loader) {
    String className = registration.getClassName();
    if (className == null) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName(className, false, loader);
      return AuthenticationFilter.class.isAssignableFrom(type)
          ? Optional.of(type.asSubclass(AuthenticationFilter.class))
          : Optional.empty();
    } catch (ClassNotFoundException | LinkageError someoneElsesTrouble) {
      return Optional.empty();
    }
  }
}
