package dev.postern;

import dev.postern.servlet.LabServlet;
import dev.postern.servlet.TomcatContainer;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class TomcatSessionEventsTest extends SessionEventsContract {

  private Optional<TomcatContainer> container = Optional.empty();

  @Override
  int start(
      LabServlet application,
      Map<String, String> filter,
      List<Class<? extends EventListener>> declared,
      EventListener added)
      throws Exception {
    var started =
        new TomcatContainer(
            application,
            Optional.empty(),
            context -> {
              declared.forEach(type -> context.addApplicationListener(type.getName()));
              context.addServletContainerInitializer(
                  (classes, servletContext) -> servletContext.addListener(added), Set.of());
              TomcatContainer.addFilter(context, "web", new AuthenticationFilter(), filter, "/*");
            });
    container = Optional.of(started);
    return started.port();
  }

  @Override
  void stop() throws Exception {
    container.orElseThrow().stop();
  }
}
