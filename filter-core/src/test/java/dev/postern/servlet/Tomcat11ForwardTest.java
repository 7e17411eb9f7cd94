package dev.postern.servlet;

import java.util.Map;
import java.util.Optional;

final class Tomcat11ForwardTest extends ContainerContract {

  @Override
  Container start(LabFilter filter, LabServlet servlet) throws Exception {
    return new TomcatContainer(
        servlet,
        Optional.empty(),
        context -> {
          context.setSuspendWrappedResponseAfterForward(true);
          TomcatContainer.addFilter(context, "postern", filter, Map.of(), "/*");
        });
  }
}
