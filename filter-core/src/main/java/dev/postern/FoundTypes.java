package dev.postern;

import jakarta.servlet.ServletContext;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.Collection;
import java.util.List;

/**
 * What the container found when it looked through the application's classes for our initializer.
 * Immutable and thread-safe.
 *
 * @param webListeners classes with {@link WebListener}
 * @param mayBind whether a class of the application is a {@link HttpSessionBindingListener}
 */
record FoundTypes(List<Class<?>> webListeners, boolean mayBind) {

  FoundTypes {
    webListeners = List.copyOf(webListeners);
  }

  /** Where the initializer was left out nobody has looked, so there may be one. */
  static FoundTypes in(ServletContext context) {
    return Shared.in(context, FoundTypes.class, () -> new FoundTypes(List.of(), true));
  }

  static void keep(Collection<Class<?>> classes, ServletContext context) {
    List<Class<?>> annotated =
        classes.stream().filter(type -> type.isAnnotationPresent(WebListener.class)).toList();
    boolean binds = classes.stream().anyMatch(HttpSessionBindingListener.class::isAssignableFrom);
    Shared.in(context, FoundTypes.class, () -> new FoundTypes(annotated, binds));
  }
}
