package dev.postern;

import dev.postern.config.ConfigurationException;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.Serial;

/**
 * Puts every filter together before the first request; it has no path of its own. Undertow
 * initialises a filter only when a request comes its way, so that a wrong setting would be found by
 * a caller and not by the deployment. Servlets that load on start-up are the earliest moment at
 * which all filters are declared and CDI can be asked. Used by the container's threads that start
 * and end the application.
 */
final class EagerStart extends GenericServlet {

  static final String NAME = "dev.postern.start";

  @Serial private static final long serialVersionUID = 1L;

  @Override
  public void init() throws ServletException {
    try {
      Assemblies.in(getServletContext()).startAll();
    } catch (ConfigurationException e) {
      throw AuthenticationFilter.stop(e);
    }
  }

  /** Without a mapping only a dispatch by this servlet's name gets here, which is a mistake. */
  @Override
  public void service(ServletRequest request, ServletResponse response) {
    throw new UnsupportedOperationException("This servlet has no path.");
  }

  @Override
  public void destroy() {
    Assemblies.in(getServletContext()).closeAll();
  }
}
