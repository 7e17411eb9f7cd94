package dev.postern.servlet;

final class JettyTest extends ContainerContract {

  @Override
  Container start(LabFilter filter, LabServlet servlet) throws Exception {
    return new JettyContainer(filter, servlet);
  }
}
