package dev.postern.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** An embedded Tomcat with the lab servlet. */
public final class TomcatContainer implements Container {

  private final Tomcat tomcat = new Tomcat();
  private final StandardContext context;

  /**
   * Starts it. A context that cannot start is left stopped, as Tomcat does.
   *
   * @param documents the directory of the web application, if it has files
   * @param setUp filters, and whatever else a test needs
   */
  public TomcatContainer(
      LabServlet servlet, Optional<String> documents, Consumer<StandardContext> setUp)
      throws Exception {
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    context = (StandardContext) tomcat.addContext("", documents.orElse(null));
    context.setClearReferencesObjectStreamClassCaches(false);
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
    Tomcat.addServlet(context, "lab", servlet).setAsyncSupported(true);
    context.addServletMappingDecoded("/*", "lab");
    var page = new ErrorPage();
    page.setLocation(ERROR_PAGE);
    context.addErrorPage(page);
    setUp.accept(context);
    tomcat.getConnector();
    tomcat.start();
  }

  /** Maps a filter to every kind of dispatch but includes. */
  public static void addFilter(
      StandardContext context,
      String name,
      Filter filter,
      Map<String, String> parameters,
      String... patterns) {
    var definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilterClass(filter.getClass().getName());
    definition.setFilter(filter);
    definition.setAsyncSupported("true");
    parameters.forEach(definition::addInitParameter);
    context.addFilterDef(definition);
    var map = new FilterMap();
    map.setFilterName(name);
    Arrays.stream(patterns).forEach(map::addURLPattern);
    Arrays.stream(DispatcherType.values())
        .filter(type -> type != DispatcherType.INCLUDE)
        .forEach(type -> map.setDispatcher(type.name()));
    context.addFilterMap(map);
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  /** Whether the application is in service. */
  public boolean isServing() {
    return context.getState().isAvailable();
  }

  @Override
  public void stop() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
