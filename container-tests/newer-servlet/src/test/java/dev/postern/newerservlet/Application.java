package dev.postern.newerservlet;

import dev.postern.AuthenticationFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** An application behind the filter in an embedded Tomcat 11, and its one client. */
final class Application implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final Map<String, Action> actions = new ConcurrentHashMap<>();
  private String cookie = "";

  Application() throws IOException, LifecycleException {
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "pages", new Pages(actions)).addMapping("/");
    var filter = new FilterDef();
    filter.setFilterName("web");
    filter.setFilterClass(AuthenticationFilter.class.getName());
    filter.setFilter(new AuthenticationFilter());
    filter.addInitParameter("access", "/* anyone");
    filter.addInitParameter("allow-insecure-cookie", "true");
    context.addFilterDef(filter);
    var map = new FilterMap();
    map.setFilterName("web");
    map.addURLPattern("/*");
    context.addFilterMap(map);
    tomcat.getConnector();
    tomcat.start();
  }

  Application at(String path, Action action) {
    actions.put(path, action);
    return this;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
            URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    answer
        .headers()
        .firstValue("set-cookie")
        .ifPresent(line -> cookie = List.of(line.split(";", -1)).get(0));
    return answer;
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** What one path does. */
  interface Action {
    void run(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  private static final class Pages extends HttpServlet {

    @Serial private static final long serialVersionUID = 1L;

    private final transient Map<String, Action> actions;

    Pages(Map<String, Action> actions) {
      this.actions = actions;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      actions.getOrDefault(request.getRequestURI(), (in, out) -> {}).run(request, response);
    }
  }
}
