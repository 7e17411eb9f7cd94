package dev.postern;

import jakarta.servlet.ServletContext;
import java.util.function.Supplier;

/**
 * Objects that the filters of one web application have in common, kept in its {@link
 * ServletContext} so that they end with it. Stateless and thread-safe.
 */
final class Shared {

  private Shared() {}

  /** The one of this type; the first filter that asks makes it. */
  static <T> T in(ServletContext context, Class<T> type, Supplier<T> maker) {
    synchronized (context) {
      String name = type.getName();
      Object existing = context.getAttribute(name);
      if (type.isInstance(existing)) {
        return type.cast(existing);
      }
      T made = maker.get();
      context.setAttribute(name, made);
      return made;
    }
  }
}
