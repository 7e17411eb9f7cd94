package dev.postern;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it hears, and whether it is the object that heard the application start. */
public class Recorder
    implements ServletContextListener,
        HttpSessionListener,
        HttpSessionAttributeListener,
        HttpSessionIdListener {

  /** Of all recorders, because the container makes them. */
  static final List<String> HEARD = new CopyOnWriteArrayList<>();

  private boolean initialized;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    initialized = true;
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    write("created new=" + event.getSession().isNew() + " initialized=" + initialized);
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    var session = event.getSession();
    write("destroyed cart=" + session.getAttribute("cart") + " " + session.getId());
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldId) {
    write("id " + oldId + " " + event.getSession().getId());
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    write("added", event);
  }

  @Override
  public void attributeReplaced(HttpSessionBindingEvent event) {
    write("replaced", event);
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    write("removed", event);
  }

  private void write(String what, HttpSessionBindingEvent event) {
    write(what + " " + event.getName() + "=" + event.getValue());
  }

  private void write(String line) {
    HEARD.add(getClass().getSimpleName() + ": " + line);
  }
}
