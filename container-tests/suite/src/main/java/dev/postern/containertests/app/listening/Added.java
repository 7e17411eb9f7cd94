package dev.postern.containertests.app.listening;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Added by the application itself. */
public class Added implements HttpSessionListener {

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    Heard.write("added created");
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Heard.write("added destroyed basket=" + event.getSession().getAttribute("basket"));
  }
}
