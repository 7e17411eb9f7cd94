package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.junit.jupiter.api.Test;

/**
 * What is left of an application with our classes and the store's in it when it has been taken
 * away.
 */
public abstract class UndeployContract {

  private static final int MOST_COLLECTIONS = 300;
  private static final int MOST_LOOKS = 300;

  /** For stores. */
  protected UndeployContract() {}

  /** One class of each jar that the application brings, the filter's first. */
  protected abstract List<Class<?>> libraries();

  /** The settings of the store. */
  protected abstract Map<String, String> store();

  @Test
  final void neitherAThreadNorTheClassLoaderIsLeft() throws Exception {
    var tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getHost().setParentClassLoader(withoutTestStores());
    tomcat.getConnector();
    tomcat.start();
    try {
      var loader = deployAndUndeploy(tomcat);
      LastRecord.displace();
      for (int i = 0; i < MOST_COLLECTIONS && loader.get() != null; i++) {
        System.gc();
        // The collector clears references on a thread of its own.
        Thread.sleep(100);
      }
      assertThat(loader.get()).isNull();
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  /** A method of its own, so that no local variable holds the application. */
  private WeakReference<ClassLoader> deployAndUndeploy(Tomcat tomcat) throws Exception {
    var context = new StandardContext();
    context.setPath("");
    context.setDocBase(application().toString());
    context.setJarScanner(ownJarsOnly());
    context.setClearReferencesObjectStreamClassCaches(false);
    context.setClearReferencesRmiTargets(false);
    context.setClearReferencesThreadLocals(false);
    context.addLifecycleListener(new Tomcat.DefaultWebXmlListener());
    var descriptor = new ContextConfig();
    descriptor.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    context.addLifecycleListener(descriptor);
    Tomcat.addServlet(context, "lab", new LabApplication());
    context.addServletMappingDecoded("/lab/*", "lab");
    tomcat.getHost().addChild(context);
    var loader = context.getLoader().getClassLoader();
    for (Class<?> library : libraries()) {
      assertThat(Class.forName(library.getName(), false, loader)).isNotSameAs(library);
    }
    Visitor stranger = Visitor.stranger(tomcat.getConnector().getLocalPort());
    assertThat(stranger.get("/lab/in").status()).isEqualTo(401);
    Visitor visitor = stranger.after(stranger.post("/lab/visitor/kept?kept=yes"));
    assertThat(visitor.get("/lab/visitor/kept").body()).isEqualTo("yes");
    tomcat.getHost().removeChild(context);
    awaitThreadsLeave(loader);
    return new WeakReference<>(loader);
  }

  private static StandardJarScanner ownJarsOnly() {
    var scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    return scanner;
  }

  /** The thread that answered may still be on its way out when the answer is here already. */
  private static void awaitThreadsLeave(ClassLoader loader) throws InterruptedException {
    for (int i = 0; i < MOST_LOOKS && !threadsOf(loader).isEmpty(); i++) {
      // Nothing announces that a thread has left.
      Thread.sleep(100);
    }
    assertThat(threadsOf(loader)).isEmpty();
  }

  private static List<String> threadsOf(ClassLoader loader) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getContextClassLoader() == loader
                    || thread.getClass().getClassLoader() == loader)
        .map(Thread::getName)
        .toList();
  }

  /** The stores of the tests implement another class loader's interfaces than the application's. */
  private static ClassLoader withoutTestStores() {
    return new ClassLoader(UndeployContract.class.getClassLoader()) {
      @Override
      public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith("META-INF/services/dev.postern")
            ? Collections.emptyEnumeration()
            : super.getResources(name);
      }
    };
  }

  private Path application() throws Exception {
    var root = Files.createTempDirectory("application");
    for (Class<?> library : libraries()) {
      PackedLibrary.of(library).into(root.resolve("WEB-INF").resolve("lib"));
    }
    Files.writeString(
        root.resolve("WEB-INF/web.xml"),
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <filter>
            <filter-name>web</filter-name>
            <filter-class>dev.postern.AuthenticationFilter</filter-class>
            %s
          </filter>
          <filter-mapping>
            <filter-name>web</filter-name><url-pattern>/*</url-pattern>
          </filter-mapping>
        </web-app>
        """
            .formatted(initParameters()));
    return root;
  }

  private String initParameters() {
    var settings = new TreeMap<>(store());
    settings.put("app", "redeployed");
    settings.put("allow-insecure-cookie", "true");
    settings.put("access", "/lab/visitor/* anyone");
    return settings.entrySet().stream()
        .map(
            setting ->
                "<init-param><param-name>%s</param-name><param-value>%s</param-value></init-param>"
                    .formatted(setting.getKey(), setting.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
