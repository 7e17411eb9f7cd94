package dev.postern.bridge;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EventListener;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The listeners of a web application as the container made them: those of web.xml, of annotations
 * and of {@code addListener}, in the order of their declaration. The Servlet API does not tell
 * them, and instances of our own would be others than those that heard of the application's start.
 * Stateless and thread-safe.
 */
public final class ContainerListeners {

  private ContainerListeners() {}

  /**
   * The listeners, or empty if this is no container that we know, or it does not let us look.
   *
   * @param servletContext the application's
   */
  public static Optional<List<EventListener>> find(Object servletContext) {
    String kind = servletContext.getClass().getName();
    try {
      if (kind.startsWith("org.apache.catalina.")) {
        return Optional.of(ofTomcat(servletContext));
      }
      if (kind.startsWith("io.undertow.")) {
        return Optional.of(ofUndertow(servletContext));
      }
      if (kind.startsWith("org.eclipse.jetty.")) {
        return Optional.of(ofJetty(servletContext));
      }
    } catch (ReflectiveOperationException | RuntimeException refused) {
      // Another version, or a module that is closed: as good as an unknown container.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Two arrays: session listeners among those of life cycles, the rest among those of events. */
  private static List<EventListener> ofTomcat(Object facade) throws ReflectiveOperationException {
    Object standard = field(field(facade, "context"), "context");
    List<Object> all = new ArrayList<>();
    all.addAll(Arrays.asList((Object[]) call(standard, "getApplicationLifecycleListeners")));
    all.addAll(Arrays.asList((Object[]) call(standard, "getApplicationEventListeners")));
    return listeners(all);
  }

  private static List<EventListener> ofUndertow(Object context)
      throws ReflectiveOperationException {
    Object managers = call(call(context, "getDeployment"), "getApplicationListeners");
    List<Object> all = new ArrayList<>();
    for (Object manager : (Collection<?>) field(managers, "allListeners")) {
      all.add(call(manager, "instance"));
    }
    return listeners(all);
  }

  private static List<EventListener> ofJetty(Object context) throws ReflectiveOperationException {
    Object handler = call(context, "getContextHandler");
    return listeners((Collection<?>) call(handler, "getEventListeners"));
  }

  /** Each once: an object of several kinds is in several arrays. */
  private static List<EventListener> listeners(Collection<?> all) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return all.stream().filter(seen::add).map(EventListener.class::cast).toList();
  }

  private static Object call(Object target, String name) throws ReflectiveOperationException {
    Method method = target.getClass().getMethod(name);
    method.setAccessible(true);
    return present(method.invoke(target), name);
  }

  private static Object field(Object target, String name) throws ReflectiveOperationException {
    Field field = target.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return present(field.get(target), name);
  }

  private static Object present(Object value, String name) throws NoSuchFieldException {
    if (value == null) {
      throw new NoSuchFieldException(name + " is null");
    }
    return value;
  }
}
