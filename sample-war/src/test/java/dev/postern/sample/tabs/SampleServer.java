package dev.postern.sample.tabs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The sample as it was built, on an embedded Tomcat. */
final class SampleServer implements AutoCloseable {

  private static final Path WAR = Path.of("target", "parcels");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Tomcat tomcat = new Tomcat();

  SampleServer(RefreshWatch watch) throws IOException, LifecycleException {
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector();
    tomcat.getHost().getPipeline().addValve(watch);
    tomcat.start();
  }

  /** Under this path, with these settings besides those of its own. */
  void deploy(String path, Map<String, String> settings) {
    settings.forEach((name, value) -> System.setProperty("postern." + name, value));
    try {
      StandardContext context = context(path);
      tomcat.getHost().addChild(context);
      if (!context.getState().isAvailable()) {
        throw new IllegalStateException("The sample did not start.");
      }
    } finally {
      settings.keySet().forEach(name -> System.clearProperty("postern." + name));
    }
  }

  /** Of what lies in the WAR; no page of this test is a JSP. */
  private StandardContext context(String path) {
    ContextConfig config = new ContextConfig();
    config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    StandardContext context = new StandardContext();
    context.setName(path);
    context.setPath(path);
    context.setDocBase(WAR.toAbsolutePath().toString());
    context.setJarScanner(scanner());
    context.addLifecycleListener(config);
    context.setClearReferencesObjectStreamClassCaches(false);
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
    Tomcat.addServlet(context, "files", new DefaultServlet());
    context.addServletMappingDecoded("/", "files");
    Tomcat.addDefaultMimeTypeMappings(context);
    return context;
  }

  /** Neither looks beyond the WAR nor into the big jars of the stores. */
  private static StandardJarScanner scanner() {
    StandardJarScanFilter ours = new StandardJarScanFilter();
    ours.setDefaultPluggabilityScan(false);
    ours.setPluggabilityScan("postern-filter-core-*.jar");
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    scanner.setJarScanFilter(ours);
    return scanner;
  }

  String address(String path) {
    return "http://localhost:" + tomcat.getConnector().getLocalPort() + path;
  }

  /** As the administrator would: every access token of this user is over, no login is. */
  void setRoles(String path, String user, String role) throws Exception {
    String login =
        post(path + "/stateless/login", "", "{\"username\":\"bob\",\"password\":\"parcel-bob-1\"}");
    Matcher token = TOKEN.matcher(login);
    if (!token.find()) {
      throw new IllegalStateException("Nobody was let in.");
    }
    post(
        path + "/stateless/accounts/" + user,
        "Bearer " + token.group(1),
        "{\"roles\":\"" + role + "\"}");
  }

  private String post(String path, String authorization, String json) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " answered " + answer.statusCode());
    }
    return answer.body();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
