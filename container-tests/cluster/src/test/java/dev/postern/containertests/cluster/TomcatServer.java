package dev.postern.containertests.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Connection;
import dev.postern.containertests.http.Http;
import java.io.File;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A Tomcat as it comes in its zip, with a folder of its own. Thread-safe. */
final class TomcatServer implements Server {

  private static final String CREDENTIALS = "deployer:deployer";
  private static final String USERS =
      """
      <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
        <user username="deployer" password="deployer" roles="manager-script"/>
      </tomcat-users>
      """;
  private static final String SERVER =
      """
      <Server port="-1">
        <GlobalNamingResources>
          <Resource name="UserDatabase" auth="Container" type="org.apache.catalina.UserDatabase"
              factory="org.apache.catalina.users.MemoryUserDatabaseFactory" pathname="conf/tomcat-users.xml"/>
        </GlobalNamingResources>
        <Service name="Catalina">
          <Connector port="%d" address="127.0.0.1" protocol="HTTP/1.1"
              connectionTimeout="600000" maxKeepAliveRequests="-1"/>
          <Engine name="Catalina" defaultHost="localhost">
            <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase"/>
            <Host name="localhost" appBase="webapps" autoDeploy="false"/>
          </Engine>
        </Service>
      </Server>
      """;
  private static final String MANAGER =
      """
      <Context docBase="${catalina.home}/webapps/manager" privileged="true"/>
      """;

  private final ServerProcess process;
  private final int port;

  private TomcatServer(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static Server start(Path home, Path base, Path war, List<String> options) {
    int port = Ports.free();
    Folders.copy(home.resolve("conf"), base.resolve("conf"));
    Folders.write(base.resolve("conf/server.xml"), SERVER.formatted(port));
    Folders.write(base.resolve("conf/tomcat-users.xml"), USERS);
    Folders.write(base.resolve("conf/Catalina/localhost/manager.xml"), MANAGER);
    Folders.write(base.resolve("logs/README"), "What this node logged is here.\n");
    Folders.write(base.resolve("temp/README"), "Files of this node that are of no use any more.\n");
    Folders.place(war, base.resolve("webapps/parcels.war"));
    TomcatServer server =
        new TomcatServer(ServerProcess.start(command(home, base, options), base), port);
    server.awaitApplication();
    return server;
  }

  @Override
  public Http http() {
    return Http.at(port, "/parcels");
  }

  @Override
  public void redeploy(Path war) {
    String file = URLEncoder.encode(war.toUri().toString(), UTF_8);
    Answer answer = manager("/deploy?update=true&path=/parcels&war=" + file);
    if (!answer.body().startsWith("OK")) {
      throw new IllegalStateException("Tomcat answered " + answer);
    }
    awaitApplication();
  }

  @Override
  public void close() {
    process.close();
  }

  private Answer manager(String command) {
    Http manager = Http.at(port, "/manager/text");
    try (Connection patient = manager.connect()) {
      return patient.ask(
          manager.get(command).header("Authorization", "Basic " + base64(CREDENTIALS)));
    }
  }

  /** A Tomcat answers only after it has deployed its applications, or has failed to. */
  private void awaitApplication() {
    process.awaitThat(
        "a Tomcat is up", () -> Health.statusOf(http()).filter(this::isUp).isPresent());
  }

  private boolean isUp(int status) {
    if (status == 200) {
      return true;
    }
    throw new IllegalStateException("Tomcat did not start the application, see its log.");
  }

  private static List<String> command(Path home, Path base, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms64m", "-Xmx384m"));
    command.addAll(options);
    command.add("-Dcatalina.home=" + home);
    command.add("-Dcatalina.base=" + base);
    command.add("-Djava.io.tmpdir=" + base.resolve("temp"));
    command.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
    command.add("-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"));
    command.add("-cp");
    command.add(home.resolve("bin/bootstrap.jar") + File.pathSeparator + juli(home));
    command.addAll(List.of("org.apache.catalina.startup.Bootstrap", "start"));
    return command;
  }

  private static Path juli(Path home) {
    return home.resolve("bin/tomcat-juli.jar");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
