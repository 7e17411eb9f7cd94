package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application says of its sessions, honoured where that weakens nothing. */
final class SessionConfigTest {

  private final Site site = new Site();
  private final List<Integer> seen = new ArrayList<>();
  private Client client = new Client(0);

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void theApplicationsTimeoutHolds() throws Exception {
    said(context -> context.setSessionTimeout(5));

    assertThat(timeout()).isEqualTo(300);
  }

  @Test
  void anExplicitSettingHasTheLastWord() throws Exception {
    said(context -> context.setSessionTimeout(5));

    assertThat(timeout("session.idle-timeout", "10m")).isEqualTo(600);
  }

  @Test
  void noTimeoutMeansTheAbsoluteLifetime() throws Exception {
    said(context -> context.setSessionTimeout(0));
    site.file(
        "WEB-INF/web.xml",
        "<web-app><session-config><session-timeout>0</session-timeout></session-config></web-app>");

    try (var log = new LogCapture(StartupReport.class)) {
      assertThat(timeout()).isZero();

      assertThat(log.lines())
          .anyMatch(line -> line.contains("event=session-config") && line.contains("is none"));
    }
  }

  @Test
  void aContainersOwnLackOfATimeoutIsNotTheApplicationsWord() throws Exception {
    said(context -> context.setSessionTimeout(-1));

    assertThat(timeout()).isEqualTo(1800);
  }

  @Test
  void theApplicationsCookieNameIsTheSessionCookies() throws Exception {
    said(context -> context.getSessionCookieConfig().setName("__Host-SHOP"));

    timeout();

    assertThat(client.cookie("SHOP")).isNotEmpty();
  }

  @Test
  void whatWouldWeakenTheCookieIsReportedAndNotDone() throws Exception {
    said(
        context -> {
          context.getSessionCookieConfig().setDomain("example.com");
          context.getSessionCookieConfig().setPath("/shop");
          context.getSessionCookieConfig().setMaxAge(60);
          context.getSessionCookieConfig().setAttribute("SameSite", "None");
        });
    site.file(
        "WEB-INF/web.xml",
        """
        <web-app><session-config>
          <cookie-config><http-only>false</http-only><secure>false</secure></cookie-config>
          <tracking-mode>COOKIE</tracking-mode><tracking-mode>URL</tracking-mode>
        </session-config></web-app>
        """);

    try (var log = new LogCapture(StartupReport.class)) {
      timeout();

      assertThat(log.lines().stream().filter(line -> line.contains("event=session-config")))
          .extracting(line -> line.replaceAll(".*session-config: (.*) is not honoured.*", "$1"))
          .containsExactly(
              "http-only false",
              "secure false",
              "tracking-mode URL",
              "domain example.com",
              "path /shop",
              "max-age 60",
              "SameSite None");
    }
  }

  private void said(Consumer<ServletContext> word) {
    site.with(
        context ->
            context.addServletContainerInitializer(
                (classes, servletContext) -> word.accept(servletContext), Set.of()));
  }

  private int timeout(String... settings) throws Exception {
    site.at(
        "/go",
        (request, response) -> {
          request.getSession().setAttribute("any", "thing");
          seen.add(request.getSession().getMaxInactiveInterval());
        });
    var all = site.settings(settings);
    all.put("access", "/* anyone");
    client = site.filter("web", all, "/*").start().client();
    assertThat(client.get("/go").statusCode()).isEqualTo(200);
    return seen.get(0);
  }
}
