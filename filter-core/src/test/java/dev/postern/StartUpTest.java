package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import jakarta.servlet.http.HttpServlet;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said at start-up, and the ways to declare a filter. */
final class StartUpTest {

  private final Site site = new Site();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger log = Logger.getLogger(StartupReport.class.getName());
  private final Handler collector =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.addHandler(collector);
  }

  @AfterEach
  void stop() throws Exception {
    log.removeHandler(collector);
    site.stop();
  }

  @Test
  void oneLineTellsWhatTheFilterDoes() throws Exception {
    site.filter(
            "web",
            site.settings(
                "login.path", "/login",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/open/* anyone"),
            "/*")
        .start();

    assertThat(lines)
        .contains(
            "event=started filter=web strategy=session paths=[/*] transport=[cookie] app=lab"
                + " store=lab keys=[] login=/login jwks=none access=[/open/* anyone]");
    // The name of the lab's stores stands for a store's password.
    assertThat(String.join("\n", lines)).doesNotContain(site.stores.name);
  }

  @Test
  void keysAreNotPublishedUnlessAPlaceForThemIsSet() throws Exception {
    site.filter("api", site.settings("strategy", "stateless-jwt"), "/*").start();

    assertThat(site.client().get("/.well-known/jwks.json").statusCode()).isEqualTo(401);
    assertThat(lines).anyMatch(line -> line.contains(" strategy=stateless-jwt "));
    assertThat(lines).anyMatch(line -> line.contains(" jwks=none "));
  }

  @Test
  void whatOnlyATrialMayHaveIsWarnedOf() throws Exception {
    site.filter("web", site.settings(), "/*").start();

    assertThat(findings("ephemeral-keys")).hasSize(1);
    assertThat(findings("insecure-cookie")).hasSize(1);
    assertThat(findings("deployment-check")).isEmpty();
  }

  @Test
  void aConstraintThatTheContainerDecidesFirst() throws Exception {
    site.file(
            "WEB-INF/web.xml",
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>admin</web-resource-name>
                  <url-pattern>/app/admin/*</url-pattern>
                </web-resource-collection>
                <auth-constraint><role-name>admin</role-name></auth-constraint>
              </security-constraint>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>elsewhere</web-resource-name>
                  <url-pattern>/elsewhere/*</url-pattern>
                </web-resource-collection>
                <auth-constraint/>
              </security-constraint>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>https only</web-resource-name>
                  <url-pattern>/*</url-pattern>
                </web-resource-collection>
                <user-data-constraint>
                  <transport-guarantee>CONFIDENTIAL</transport-guarantee>
                </user-data-constraint>
              </security-constraint>
            </web-app>
            """)
        .filter("web", site.settings(), "/app/*")
        .start();

    assertThat(findings("deployment-check"))
        .containsExactly(
            finding(
                "<security-constraint> on /app/admin/* is decided by the container before any filter"
                    + " runs: a caller known only to Postern is refused there. Remove it and state"
                    + " the rule in the setting access."));
  }

  @Test
  void anAnnotationThatTheContainerDecidesFirst() throws Exception {
    site.with(
            context -> {
              Tomcat.addServlet(context, "guarded", Guarded.class.getName());
              context.addServletMappingDecoded("/guarded", "guarded");
              Tomcat.addServlet(context, "encrypted", Encrypted.class.getName());
              context.addServletMappingDecoded("/encrypted", "encrypted");
            })
        .filter("web", site.settings(), "/*")
        .start();

    assertThat(findings("deployment-check"))
        .containsExactly(
            finding(
                "@ServletSecurity of "
                    + Guarded.class.getName()
                    + " on [/guarded] is decided by the container before any filter runs: a caller"
                    + " known only to Postern is refused there. Remove it and state the rule in the"
                    + " setting access."));
  }

  @Test
  void anOrderingThatLeavesTheJarOut() throws Exception {
    site.file(
            "WEB-INF/web.xml",
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <absolute-ordering><name>other</name></absolute-ordering>
            </web-app>
            """)
        .filter("web", site.settings(), "/*")
        .start();

    assertThat(findings("deployment-check"))
        .containsExactly(
            finding(
                "<absolute-ordering> in web.xml leaves the Postern jar out: classes with @Postern"
                    + " and WEB-INF/postern.properties declare nothing. Add <name>postern</name> or"
                    + " <others/> to it."));
  }

  @Test
  void aFilterThatRunsBeforeAndSeesNobody() throws Exception {
    site.file(
            "WEB-INF/web.xml",
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter-mapping>
                <filter-name>audit</filter-name><url-pattern>/*</url-pattern>
              </filter-mapping>
              <filter-mapping>
                <filter-name>elsewhere</filter-name><url-pattern>/elsewhere</url-pattern>
              </filter-mapping>
              <filter-mapping>
                <filter-name>web</filter-name><url-pattern>/app/*</url-pattern>
              </filter-mapping>
              <filter-mapping>
                <filter-name>behind</filter-name><url-pattern>/*</url-pattern>
              </filter-mapping>
            </web-app>
            """)
        .filter("web", site.settings(), "/app/*")
        .start();

    assertThat(findings("deployment-check"))
        .containsExactly(
            finding(
                "filter \"audit\" runs before filter \"web\" on the same paths and sees neither"
                    + " identity nor session. If it needs them, move its <filter-mapping> below."));
  }

  @Test
  void aPatternOfSomebodyElseThatWeCannotReadStopsNothing() throws Exception {
    site.file(
            "WEB-INF/web.xml",
            """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>odd</web-resource-name>
                  <url-pattern>/a*b</url-pattern>
                </web-resource-collection>
                <auth-constraint/>
              </security-constraint>
            </web-app>
            """)
        .filter("web", site.settings(), "/*")
        .start();

    assertThat(site.isServing()).isTrue();
  }

  @Test
  void aDescriptorThatReachesOutReadsNothing() throws Exception {
    site.file("secret", "top secret")
        .file(
            "WEB-INF/web.xml",
            """
            <!DOCTYPE web-app [<!ENTITY file SYSTEM "file:///etc/hostname">]>
            <web-app><filter-mapping>
              <filter-name>&file;</filter-name><url-pattern>/*</url-pattern>
            </filter-mapping></web-app>
            """)
        .filter("web", site.settings(), "/*")
        .start();

    assertThat(site.isServing()).isTrue();
  }

  @Test
  void theFileAloneDeclaresAFilter() throws Exception {
    site.file("WEB-INF/postern.properties", properties("paths = /app/*\n"))
        .at("/app/in", (request, response) -> {})
        .at("/out", (request, response) -> {})
        .initializer()
        .start();

    assertThat(site.client().get("/app/in").statusCode()).isEqualTo(401);
    assertThat(site.client().get("/out").statusCode()).isEqualTo(200);
  }

  @Test
  void theFileDeclaresSeveralFilters() throws Exception {
    site.file(
            "WEB-INF/postern.properties",
            properties(
                """
                filter.web.paths = /*
                filter.web.access = /* anyone
                filter.api.paths = /api/*
                filter.api.strategy = stateless-jwt
                """))
        .at("/out", (request, response) -> {})
        .initializer()
        .start();

    assertThat(site.client().get("/out").statusCode()).isEqualTo(200);
    assertThat(site.client().get("/api/in").headers().firstValue("www-authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
  }

  @Test
  void anAnnotationDeclaresAFilter() throws Exception {
    site.file("WEB-INF/postern.properties", properties(""))
        .at("/annotated/open", (request, response) -> {})
        .at("/out", (request, response) -> {})
        .initializer(Annotated.class)
        .start();

    assertThat(site.client().get("/annotated/open").statusCode()).isEqualTo(200);
    assertThat(site.client().get("/annotated/in").statusCode()).isEqualTo(401);
    assertThat(site.client().get("/out").statusCode()).isEqualTo(200);
  }

  @Test
  void anAnnotationIsNamedWhereItIsWrong() throws Exception {
    site.initializer(WronglyAnnotated.class).start();

    assertThat(site.isServing()).isFalse();
  }

  private String properties(String more) {
    var text = new StringBuilder(more);
    site.settings().forEach((name, value) -> text.append(name + " = " + value + "\n"));
    return text.toString();
  }

  private List<String> findings(String event) {
    return lines.stream().filter(line -> line.startsWith("event=" + event + " ")).toList();
  }

  private static String finding(String message) {
    return "event=deployment-check filter=web message=\"" + message + '"';
  }

  /** Guarded by the container. */
  @ServletSecurity(@HttpConstraint(rolesAllowed = "admin"))
  public static final class Guarded extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;
  }

  /** The container asks for HTTPS, and for nobody in particular. */
  @ServletSecurity(@HttpConstraint(transportGuarantee = TransportGuarantee.CONFIDENTIAL))
  public static final class Encrypted extends HttpServlet {
    @Serial private static final long serialVersionUID = 1L;
  }

  @Postern(
      name = "annotated",
      paths = "/annotated/*",
      strategy = Postern.Strategy.SESSION,
      access = "/annotated/open anyone")
  private static final class Annotated {}

  @Postern(
      name = "wrong",
      paths = "/*",
      strategy = Postern.Strategy.SESSION,
      settings = @Postern.Setting(name = "transport", value = "bearer"))
  private static final class WronglyAnnotated {}
}
