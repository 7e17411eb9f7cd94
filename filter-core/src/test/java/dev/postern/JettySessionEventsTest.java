package dev.postern;

import dev.postern.servlet.LabServlet;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ListenerHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

final class JettySessionEventsTest extends SessionEventsContract {

  private final Server server = new Server(0);

  @Override
  int start(
      LabServlet application,
      Map<String, String> filter,
      List<Class<? extends EventListener>> declared,
      EventListener added)
      throws Exception {
    var context = new ServletContextHandler("/");
    declared.forEach(type -> context.getServletHandler().addListener(new ListenerHolder(type)));
    context.addServletContainerInitializer(
        (classes, servletContext) -> servletContext.addListener(added));
    context.addServlet(new ServletHolder(application), "/*");
    var holder = new FilterHolder(new AuthenticationFilter());
    holder.setName("web");
    holder.setInitParameters(filter);
    context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
    server.setHandler(context);
    server.start();
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  @Override
  void stop() throws Exception {
    server.stop();
  }
}
