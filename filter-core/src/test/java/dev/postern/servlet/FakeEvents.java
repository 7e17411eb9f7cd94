package dev.postern.servlet;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.EventListener;
import java.util.List;

/** Events of an application whose context is only handed on. */
public final class FakeEvents {

  private FakeEvents() {}

  /** Nobody listens. */
  public static SessionEvents unheard() {
    return heardBy(context());
  }

  static SessionEvents heardBy(ServletContext context, EventListener... listeners) {
    return new SessionEvents(
        context, new SessionListeners(List.of(listeners)), false, Clock.systemUTC());
  }

  static ServletContext context() {
    return (ServletContext)
        Proxy.newProxyInstance(
            FakeEvents.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            });
  }
}
