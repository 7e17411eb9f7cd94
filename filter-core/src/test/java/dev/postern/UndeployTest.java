package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

/** What is left of an application with our classes in it when it has been taken away. */
final class UndeployTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final int MOST_COLLECTIONS = 300;
  private static final int MOST_LOOKS = 300;

  @Test
  void neitherAThreadNorTheClassLoaderIsLeft() throws Exception {
    var tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getHost().setParentClassLoader(withoutTestStores());
    tomcat.getConnector();
    tomcat.start();
    var loader = deployAndUndeploy(tomcat);

    displaceLastRecordOfTheJdk();
    for (int i = 0; i < MOST_COLLECTIONS && loader.get() != null; i++) {
      System.gc();
      // The collector clears references on a thread of its own.
      Thread.sleep(100);
    }
    assertThat(loader.get()).isNull();
    tomcat.stop();
    tomcat.destroy();
  }

  /** A method of its own, so that no local variable holds the application. */
  private static WeakReference<ClassLoader> deployAndUndeploy(Tomcat tomcat) throws Exception {
    var context = (StandardContext) tomcat.addWebapp("", application().toString());
    context.setClearReferencesObjectStreamClassCaches(false);
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
    var loader = context.getLoader().getClassLoader();
    var filter = Class.forName(AuthenticationFilter.class.getName(), false, loader);
    assertThat(filter).isNotSameAs(AuthenticationFilter.class);
    assertThat(status(tomcat, "/in")).isEqualTo(401);
    tomcat.getHost().removeChild(context);
    awaitThreadsLeave(loader);
    return new WeakReference<>(loader);
  }

  /** The thread that answered may still be on its way out when the answer is here already. */
  private static void awaitThreadsLeave(ClassLoader loader) throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS && isInUse(loader); i++) {
      // Nothing announces that a thread has left.
      Thread.sleep(100);
    }
    assertThat(isInUse(loader)).isFalse();
  }

  private static boolean isInUse(ClassLoader loader) {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getContextClassLoader() == loader);
  }

  /**
   * Until Java 19 the JDK holds the type of the last record component it made an equals() for, one
   * in the whole machine. Here it makes another.
   */
  private static void displaceLastRecordOfTheJdk() {
    record Displacing(Path component) {}

    assertThat(new Displacing(CLASSES).equals(new Displacing(CLASSES))).isTrue();
  }

  /** The stores of the lab implement another class loader's interfaces than the application's. */
  private static ClassLoader withoutTestStores() {
    return new ClassLoader(UndeployTest.class.getClassLoader()) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/services/dev.postern")
            ? Collections.emptyEnumeration()
            : super.getResources(name);
      }
    };
  }

  private static int status(Tomcat tomcat, String path) throws Exception {
    var port = tomcat.getConnector().getLocalPort();
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static Path application() throws IOException {
    var root = Files.createTempDirectory("application");
    var classes = root.resolve("WEB-INF").resolve("classes");
    try (var files = Files.walk(CLASSES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        var copy = classes.resolve(CLASSES.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Files.writeString(
        root.resolve("WEB-INF/web.xml"),
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <filter>
            <filter-name>web</filter-name>
            <filter-class>dev.postern.AuthenticationFilter</filter-class>
            <init-param><param-name>strategy</param-name><param-value>stateless-jwt</param-value>
            </init-param>
          </filter>
          <filter-mapping>
            <filter-name>web</filter-name><url-pattern>/*</url-pattern>
          </filter-mapping>
        </web-app>
        """);
    return root;
  }
}
