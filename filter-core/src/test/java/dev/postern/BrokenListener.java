package dev.postern;

import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Throws whatever it hears. */
public final class BrokenListener implements HttpSessionListener, HttpSessionAttributeListener {

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    throw new IllegalStateException("a mistake of the application");
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    throw new IllegalStateException("a mistake of the application");
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    throw new NoClassDefFoundError("a jar that was forgotten");
  }
}
