package dev.postern.store.contract;

import dev.postern.AuthenticationFilter;
import dev.postern.Main;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * An application in an embedded Tomcat: {@code /session/*} and {@code /stateless/*} with the
 * strategies of these names, and {@code /session/open} for anyone. Thread-safe.
 */
final class OutageSite implements AutoCloseable {

  private static final String ATTRIBUTE = "kept";

  private final Tomcat tomcat = new Tomcat();

  /** Starts it on a store with these settings, {@code store} among them. */
  OutageSite(Map<String, String> store) {
    try {
      Path keys = newKeys();
      tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      StandardContext context = (StandardContext) tomcat.addContext("", null);
      Tomcat.addServlet(context, "site", new Site());
      context.addServletMappingDecoded("/*", "site");
      addFilter(context, "session", settings(store, keys));
      addFilter(context, "stateless-jwt", settings(store, keys));
      tomcat.getConnector();
      tomcat.start();
      if (!context.getState().isAvailable()) {
        throw new IllegalStateException("The application did not start; its log says why.");
      }
    } catch (IOException | LifecycleException | InterruptedException e) {
      throw new IllegalStateException("Tomcat could not be started.", e);
    }
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat does not stop.", e);
    }
  }

  private static Map<String, String> settings(Map<String, String> store, Path keys) {
    Map<String, String> settings = new LinkedHashMap<>(store);
    settings.put("app", "outage");
    settings.put("keys", keys.toString());
    settings.put("allow-insecure-cookie", "true");
    settings.put("login.verifier", OutageVerifier.class.getName());
    return settings;
  }

  private static void addFilter(
      StandardContext context, String strategy, Map<String, String> settings) {
    String place = strategy.equals("session") ? "/session" : "/stateless";
    FilterDef definition = new FilterDef();
    definition.setFilterName(strategy);
    definition.setFilterClass(AuthenticationFilter.class.getName());
    definition.setFilter(new AuthenticationFilter());
    settings.forEach(definition::addInitParameter);
    definition.addInitParameter("strategy", strategy);
    definition.addInitParameter("login.path", place + "/login");
    definition.addInitParameter("logout.path", place + "/logout");
    definition.addInitParameter("access", place + "/open anyone");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(strategy);
    map.addURLPattern(place + "/*");
    map.setDispatcher(DispatcherType.REQUEST.name());
    context.addFilterMap(map);
  }

  /** By the command, as whoever sets an application up does it: it ends its own process. */
  private static Path newKeys() throws IOException, InterruptedException {
    Path keys = Files.createTempDirectory("keys").resolve("ring");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "new-key",
                keys.toString())
            .inheritIO()
            .start();
    if (!command.waitFor(60, TimeUnit.SECONDS) || command.exitValue() != 0) {
      throw new IllegalStateException("The command new-key failed.");
    }
    return keys;
  }

  /** Tells the caller's name, and what the session holds for {@code /session/kept}. */
  private static final class Site extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getRequestURI().endsWith("/open")) {
        response.getWriter().write("open");
      } else if (request.getRequestURI().endsWith("/" + ATTRIBUTE)) {
        response.getWriter().write(String.valueOf(request.getSession().getAttribute(ATTRIBUTE)));
      } else {
        response.getWriter().write(String.valueOf(request.getRemoteUser()));
      }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      request.getSession().setAttribute(ATTRIBUTE, request.getParameter(ATTRIBUTE));
    }
  }
}
