package dev.postern.store.contract;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes what ended sessions of an application held, for each node of this JVM apart. Thread-safe.
 */
public final class HeardEnds implements HttpSessionListener {

  private static final String HEARD = HeardEnds.class.getName();

  /** For the container. */
  public HeardEnds() {}

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    of(event.getSession().getServletContext())
        .add(String.valueOf(event.getSession().getAttribute("kept")));
  }

  @SuppressWarnings("unchecked")
  static synchronized List<String> of(ServletContext context) {
    if (context.getAttribute(HEARD) == null) {
      context.setAttribute(HEARD, new CopyOnWriteArrayList<String>());
    }
    return (List<String>) context.getAttribute(HEARD);
  }
}
