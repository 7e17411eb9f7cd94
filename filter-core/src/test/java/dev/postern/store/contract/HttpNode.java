package dev.postern.store.contract;

import dev.postern.AuthenticationFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * The {@link LabApplication} on a store, in a Tomcat of its own: {@code /session/*} and {@code
 * /stateless/*} with the strategies of these names, and {@code /open} and {@code /visitor/*} below
 * both for anyone. Thread-safe.
 */
final class HttpNode implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();

  /**
   * Starts it.
   *
   * @param settings {@code store}, {@code app} and {@code keys} among them
   * @param listeners of the application
   */
  HttpNode(Map<String, String> settings, Class<?>... listeners) {
    this(settings, Map.of(), listeners);
  }

  /**
   * Starts one whose tokens need more settings.
   *
   * @param settings of both filters
   * @param ofTokens of the one below {@code /stateless} only
   * @param listeners of the application
   */
  HttpNode(Map<String, String> settings, Map<String, String> ofTokens, Class<?>... listeners) {
    this(List.of(listeners), places(settings, ofTokens));
  }

  private HttpNode(List<Class<?>> listeners, Map<String, Map<String, String>> places) {
    try {
      tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
      tomcat.setPort(0);
      tomcat.setSilent(true);
      StandardContext context = (StandardContext) tomcat.addContext("", null);
      for (Class<?> type : listeners) {
        context.addApplicationListener(type.getName());
      }
      Tomcat.addServlet(context, "lab", new LabApplication());
      context.addServletMappingDecoded("/*", "lab");
      places.forEach((place, settings) -> addFilter(context, place, settings));
      // A crowd whose connections do not fit here comes again after a second, and would be timed.
      tomcat.getConnector().setProperty("acceptCount", "1000");
      tomcat.start();
      if (!context.getState().isAvailable()) {
        throw new IllegalStateException("The application did not start; its log says why.");
      }
    } catch (IOException | LifecycleException e) {
      throw new IllegalStateException("Tomcat could not be started.", e);
    }
  }

  /** One with a single filter, which serves {@code /site} and whose settings say of which kind. */
  static HttpNode ofOneKind(Map<String, String> settings) {
    return new HttpNode(List.of(), Map.of("/site", settings));
  }

  /** What an application with these keys needs beside its store's settings. */
  static Map<String, String> settings(Map<String, String> store, String app, Path keys) {
    Map<String, String> settings = new LinkedHashMap<>(store);
    settings.put("app", app);
    settings.put("keys", keys.toString());
    settings.put("allow-insecure-cookie", "true");
    settings.put("login.verifier", LabPasswords.class.getName());
    return settings;
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

  private static Map<String, Map<String, String>> places(
      Map<String, String> settings, Map<String, String> ofTokens) {
    Map<String, String> sessions = new LinkedHashMap<>(settings);
    sessions.put("strategy", "session");
    sessions.put("sessions.path", "/session/sessions");
    Map<String, String> stateless = new LinkedHashMap<>(settings);
    stateless.put("strategy", "stateless-jwt");
    stateless.putAll(ofTokens);
    Map<String, Map<String, String>> places = new LinkedHashMap<>();
    places.put("/session", sessions);
    places.put("/stateless", stateless);
    return places;
  }

  private static void addFilter(
      StandardContext context, String place, Map<String, String> settings) {
    String name = place.substring(1);
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilterClass(AuthenticationFilter.class.getName());
    definition.setFilter(new AuthenticationFilter());
    settings.forEach(definition::addInitParameter);
    definition.addInitParameter("login.path", place + "/login");
    definition.addInitParameter("logout.path", place + "/logout");
    definition.addInitParameter("access", place + "/open anyone;" + place + "/visitor/* anyone");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(name);
    map.addURLPattern(place + "/*");
    map.setDispatcher(DispatcherType.REQUEST.name());
    context.addFilterMap(map);
  }
}
