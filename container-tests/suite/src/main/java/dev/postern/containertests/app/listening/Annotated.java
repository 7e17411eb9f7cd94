package dev.postern.containertests.app.listening;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;

/** Declared by annotation. */
@WebListener
public class Annotated implements HttpSessionAttributeListener, HttpSessionIdListener {

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

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String oldId) {
    Heard.write("annotated id changed=" + !oldId.equals(event.getSession().getId()));
  }

  private static void write(String what, HttpSessionBindingEvent event) {
    Heard.write("annotated " + what + " " + event.getName() + "=" + event.getValue());
  }
}
