package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.EventListener;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Session listeners of our own making, for containers that do not let us see theirs: the classes of
 * the descriptors in their order, then those with an annotation. Stateless and thread-safe.
 */
public final class OwnListeners {

  private static final System.Logger LOG = System.getLogger(OwnListeners.class.getName());

  private OwnListeners() {}

  /**
   * Makes one of each; one that cannot be made is logged and left out.
   *
   * @param annotated classes with {@code @WebListener}
   * @throws IOException if a descriptor cannot be read
   */
  public static List<EventListener> make(ServletContext context, Collection<Class<?>> annotated)
      throws IOException {
    Stream<Class<?>> declared =
        Descriptors.of(context)
            .all()
            .flatMap(descriptor -> descriptor.listenerClasses().stream())
            .flatMap(name -> load(name, context).stream());
    return Stream.concat(declared, annotated.stream())
        .distinct()
        .filter(OwnListeners::hearsOfSessions)
        .flatMap(type -> make(type.asSubclass(EventListener.class), context).stream())
        .toList();
  }

  private static boolean hearsOfSessions(Class<?> type) {
    return HttpSessionListener.class.isAssignableFrom(type)
        || HttpSessionAttributeListener.class.isAssignableFrom(type)
        || HttpSessionIdListener.class.isAssignableFrom(type);
  }

  private static Optional<Class<?>> load(String name, ServletContext context) {
    try {
      return Optional.of(Class.forName(name, false, ApplicationLoader.of(context)));
    } catch (ClassNotFoundException | LinkageError e) {
      return leaveOut(name, e);
    }
  }

  private static Optional<EventListener> make(
      Class<? extends EventListener> type, ServletContext context) {
    try {
      return Optional.of(context.createListener(type));
    } catch (ServletException | RuntimeException | LinkageError e) {
      return leaveOut(type.getName(), e);
    }
  }

  private static <T> Optional<T> leaveOut(String name, Throwable why) {
    LOG.log(Level.ERROR, "event=listener-not-made class=" + name, why);
    return Optional.empty();
  }
}
