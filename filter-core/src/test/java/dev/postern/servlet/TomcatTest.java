package dev.postern.servlet;

import java.util.Map;
import java.util.Optional;

final class TomcatTest extends ContainerContract {

  @Override
  Container start(LabFilter filter, LabServlet servlet) throws Exception {
    return new TomcatContainer(
        servlet,
        Optional.empty(),
        context -> {
          context.setSuspendWrappedResponseAfterForward(false);
          TomcatContainer.addFilter(context, "postern", filter, Map.of(), "/*");
        });
  }
}
