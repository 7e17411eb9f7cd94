package dev.postern.containertests.cluster;

import dev.postern.containertests.http.Http;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** A WildFly as it comes in its zip, with a folder of its own. Thread-safe. */
final class WildflyServer implements Server {

  private static final int HTTP = 8080;

  /** From HTTP to HTTPS, to the management and to the two of the transaction manager. */
  private static final int[] OTHER_PORTS = {8443 - HTTP, 9990 - HTTP, 4712 - HTTP, 4713 - HTTP};

  private final ServerProcess process;
  private final Path war;
  private final int port;

  private WildflyServer(ServerProcess process, Path war, int port) {
    this.process = process;
    this.war = war;
    this.port = port;
  }

  static Server start(Path home, Path base, Path war, List<String> options) {
    int port = Ports.freeFor(OTHER_PORTS);
    Path deployed = base.resolve("deployments/parcels.war");
    Folders.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
    deployOnlyWhenTold(base.resolve("configuration/standalone.xml"));
    Folders.place(war, deployed);
    Folders.write(deployed.resolveSibling("parcels.war.dodeploy"), "");
    List<String> command =
        StandaloneCommandBuilder.of(home)
            .setBaseDirectory(base)
            .setJavaOptions(List.of("-Xms64m", "-Xmx512m"))
            .addJavaOptions(options)
            .addServerArgument("-Djboss.socket.binding.port-offset=" + (port - HTTP))
            .addServerArgument("-Djboss.node.name=" + base.getFileName())
            .build();
    WildflyServer server = new WildflyServer(ServerProcess.start(command, base), deployed, port);
    server.awaitDeployment();
    return server;
  }

  @Override
  public Http http() {
    return Http.at(port, "/parcels");
  }

  @Override
  public void redeploy(Path changed) {
    Folders.place(changed, war);
    Folders.write(marker("dodeploy"), "");
    process.awaitThat("WildFly takes notice", () -> !Files.exists(marker("dodeploy")));
    awaitDeployment();
  }

  @Override
  public void close() {
    process.close();
  }

  /** Otherwise a WAR that is replaced is deployed once when it is seen, and again when told so. */
  private static void deployOnlyWhenTold(Path configuration) {
    String text = Folders.read(configuration);
    String scanner = "scan-interval=\"5000\"";
    if (!text.contains(scanner)) {
      throw new IllegalStateException("The configuration of WildFly is another than it was.");
    }
    Folders.write(
        configuration,
        text.replace(scanner, "scan-interval=\"1000\" auto-deploy-zipped=\"false\""));
  }

  private void awaitDeployment() {
    process.awaitThat(
        "a WildFly is up",
        () -> !hasFailed() && Files.exists(marker("deployed")) && Health.isUp(http()));
  }

  private boolean hasFailed() {
    if (!Files.exists(marker("failed"))) {
      return false;
    }
    throw new IllegalStateException("WildFly refused the application, see " + war.getParent());
  }

  private Path marker(String state) {
    return war.resolveSibling(war.getFileName() + "." + state);
  }
}
