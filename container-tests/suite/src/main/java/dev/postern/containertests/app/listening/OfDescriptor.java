package dev.postern.containertests.app.listening;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Declared in web.xml; adds the third one when the application starts. */
public class OfDescriptor implements ServletContextListener, HttpSessionListener {

  private boolean started;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    started = true;
    event.getServletContext().addListener(new Added());
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    Heard.write("descriptor created started=" + started);
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    Heard.write("descriptor destroyed basket=" + event.getSession().getAttribute("basket"));
  }
}
