package dev.postern.servlet;

import dev.postern.session.Passivation;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.function.BiConsumer;

/**
 * Tells values that leave for a shared store, or come from one (Servlet 6.0 section 7.7.2).
 *
 * @param session which holds them
 */
record ActivationEvents(HttpSession session) implements Passivation {

  @Override
  public boolean concerns(Object value) {
    return value instanceof HttpSessionActivationListener;
  }

  @Override
  public void willPassivate(Object value) {
    tell(value, HttpSessionActivationListener::sessionWillPassivate);
  }

  @Override
  public void didActivate(Object value) {
    tell(value, HttpSessionActivationListener::sessionDidActivate);
  }

  private void tell(
      Object value, BiConsumer<HttpSessionActivationListener, HttpSessionEvent> told) {
    if (value instanceof HttpSessionActivationListener listener) {
      SessionListeners.tell(listener, it -> told.accept(it, new HttpSessionEvent(session)));
    }
  }
}
