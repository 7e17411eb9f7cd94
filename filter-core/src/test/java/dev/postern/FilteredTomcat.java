package dev.postern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** An embedded Tomcat with filters of ours before an application that says yes to everything. */
final class FilteredTomcat {

  private final Tomcat tomcat = new Tomcat();
  private final StandardContext context;

  FilteredTomcat() throws IOException {
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    context = (StandardContext) tomcat.addContext("", null);
    context.setClearReferencesObjectStreamClassCaches(false);
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
    Tomcat.addServlet(context, "pages", new Pages());
    context.addServletMappingDecoded("/", "pages");
    tomcat.getConnector();
  }

  void addFilter(String name, String access, FilterMap map) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilterClass(AuthenticationFilter.class.getName());
    definition.setFilter(new AuthenticationFilter());
    definition.addInitParameter("access", access);
    context.addFilterDef(definition);
    map.setFilterName(name);
    context.addFilterMap(map);
  }

  void start() {
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isAvailable() {
    return context.getState().isAvailable();
  }

  /** Of a GET. */
  int status(String path) throws IOException, InterruptedException {
    return status(request(path));
  }

  /** Of a POST. */
  int post(String path, String... headers) throws IOException, InterruptedException {
    return status(request(path).POST(BodyPublishers.noBody()).headers(headers));
  }

  private HttpRequest.Builder request(String path) {
    int port = tomcat.getConnector().getLocalPort();
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static int status(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** Answers 200, or forwards to where the query says. */
  private static final class Pages extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String target = request.getParameter("to");
      if (target != null && request.getServletPath().equals("/forward")) {
        request.getRequestDispatcher(target).forward(request, response);
      }
    }
  }
}
