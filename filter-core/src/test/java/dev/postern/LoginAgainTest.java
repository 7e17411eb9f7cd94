package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths that want a fresh or a strong login, over HTTP (RFC 9470). */
final class LoginAgainTest {

  private static final String OLD = "PT1H";
  private static final String FRESH = "PT0S";
  private static final String REFRESH_COOKIE = "lab-app-refresh";

  private final Site site = new Site();

  @BeforeEach
  void start() throws Exception {
    zone(
        "/api", "strategy", "stateless-jwt", "transport", "bearer", "refresh.path", "/api/refresh");
    zone(
        "/app",
        "strategy",
        "stateless-jwt",
        "transport",
        "cookie",
        "cookie.name",
        "lab-app",
        "refresh.path",
        "/app/refresh",
        "refresh.grace",
        "0s");
    zone("/web", "strategy", "session");
    site.initializer(Noted.class)
        .at("/noted/who", (request, response) -> response.getWriter().write("who"))
        .at("/noted/vault", (request, response) -> response.getWriter().write("vault"))
        .at(
            "/web/remember",
            (request, response) -> request.getSession().setAttribute("parcel", "4711"))
        .at(
            "/web/parcel",
            (request, response) ->
                response
                    .getWriter()
                    .write(String.valueOf(request.getSession().getAttribute("parcel"))))
        .at(
            "/web/second-factor",
            (request, response) -> {
              Authentication authentication = Authentication.of(request);
              Identity known = authentication.identity().orElseThrow();
              authentication.login(known.withContextClass("mfa"));
            })
        .start();
  }

  private void zone(String path, String... more) {
    var settings =
        site.settings(
            "login.path", path + "/login",
            "login.page", path + "/form",
            "login.verifier", AgedVerifier.class.getName(),
            "access",
                "%1$s/vault authenticated and max-age 10m; %1$s/strong acr phr,mfa and max-age 2h;"
                        .formatted(path)
                    + " %s/* authenticated".formatted(path));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    site.filter(path, settings, path + "/*");
    for (var name : new String[] {"/who", "/vault", "/strong", "/form"}) {
      site.at(path + name, (request, response) -> response.getWriter().write(name));
    }
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void aProgramWithAnOldLoginHearsWhatIsNeeded() throws Exception { // SU-1
    var client = site.client();
    client.login("/api/login", "alice", OLD);

    var refused = client.get("/api/vault");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(challenge(refused))
        .isEqualTo(
            "Bearer realm=\"lab\", error=\"insufficient_user_authentication\","
                + " error_description=\"A more recent or a stronger login is needed\","
                + " max_age=\"600\"");
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"tag:postern.dev,2026:insufficient-user-authentication\","
                + "\"title\":\"Log In Again\",\"status\":401,\"max_age\":600}");
    assertThat(client.get("/api/who").body()).isEqualTo("/who");
    client.login("/api/login", "alice", FRESH);
    assertThat(client.get("/api/vault").body()).isEqualTo("/vault");
  }

  @Test
  void aProgramWithAWeakLoginHearsWhatIsNeeded() throws Exception { // SU-1
    var client = site.client();
    client.login("/api/login", "alice", FRESH + " pwd");

    assertThat(challenge(client.get("/api/strong")))
        .endsWith(", acr_values=\"phr mfa\", max_age=\"7200\"");

    client.login("/api/login", "alice", OLD + " phr");
    assertThat(client.get("/api/strong").body()).isEqualTo("/strong");
  }

  @Test
  void aRefreshIsNoLogin() throws Exception { // SU-2
    var client = site.client();
    var login = client.login("/api/login", "alice", OLD + " mfa");
    var token = login.body().replaceAll(".*\"refresh_token\":\"([^\"]+)\".*", "$1");

    var answer = client.postJson("/api/refresh", "{\"refresh_token\":\"" + token + "\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    var refreshed =
        site.client().bearing(answer.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1"));
    assertThat(refreshed.get("/api/who").body()).isEqualTo("/who");
    assertThat(refreshed.get("/api/strong").body()).isEqualTo("/strong");
    assertThat(refreshed.get("/api/vault").statusCode()).isEqualTo(401);
  }

  @Test
  void aPageIsNotRefreshedForALoginThatIsTooOld() throws Exception { // SU-2
    var browser = site.client();
    browser.login("/app/login", "alice", OLD);
    var before = browser.twin();

    var page = browser.visit("/app/vault");

    assertThat(location(page)).endsWith("/app/form?max_age=600");
    assertThat(browser.cookie(REFRESH_COOKIE)).isEqualTo(before.cookie(REFRESH_COOKIE));
    // Without a grace a token that had been used would end the login now.
    assertThat(before.post("/app/refresh").statusCode()).isEqualTo(204);
  }

  @Test
  void aSilentRefreshIsNoLoginAndIsToldThoughThePageIsRefused() throws Exception { // SU-2, RT-7
    var browser = site.client();
    browser.login("/app/login", "alice", OLD);
    var token = browser.cookie(REFRESH_COOKIE);
    browser.cookie("lab-app", "run-out");

    var page = browser.visit("/app/vault");

    assertThat(location(page)).endsWith("/app/form?max_age=600");
    assertThat(browser.cookie(REFRESH_COOKIE)).isNotEqualTo(token);
    assertThat(browser.get("/app/who").body()).isEqualTo("/who");
    browser.cookie("lab-app", "run-out");
    assertThat(browser.visit("/app/who").body()).isEqualTo("/who");
  }

  @Test
  void aBrowserLogsInAgainKeepsItsSessionAndIsBackWhereItWas() throws Exception { // SU-1
    var browser = site.client();
    browser.login("/web/login", "alice", OLD);
    browser.get("/web/remember");
    var before = browser.cookie("lab-session");

    var sent = browser.visit("/web/vault?drawer=7");

    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(location(sent)).endsWith("/web/form?max_age=600");
    assertThat(browser.visit("/web/form?max_age=600").body()).isEqualTo("/form");
    var back = browser.submit("/web/login", "username=alice&password=" + FRESH);
    assertThat(location(back)).endsWith("/web/vault?drawer=7");
    assertThat(browser.visit("/web/vault?drawer=7").body()).isEqualTo("/vault");
    assertThat(browser.get("/web/parcel").body()).isEqualTo("4711");
    assertThat(browser.cookie("lab-session")).isNotEqualTo(before).isNotEmpty();
  }

  @Test
  void aLoginThatReachesTooLittleLeadsToTheFormAndNoFurther() throws Exception { // SU-1
    var browser = site.client();
    browser.login("/web/login", "alice", FRESH);

    var sent = browser.visit("/web/strong");

    assertThat(location(sent)).endsWith("/web/form?acr_values=phr+mfa&max_age=7200");
    assertThat(browser.visit("/web/form").statusCode()).isEqualTo(200);
    var back = browser.submit("/web/login", "username=alice&password=" + FRESH + "+phr");
    assertThat(location(back)).endsWith("/web/strong");
    assertThat(browser.visit("/web/strong").body()).isEqualTo("/strong");
  }

  @Test
  void anApplicationSaysWhatItsOwnSecondStepReached() throws Exception {
    var browser = site.client();
    browser.login("/web/login", "alice", FRESH);
    assertThat(browser.get("/web/strong").statusCode()).isEqualTo(401);

    browser.get("/web/second-factor");

    assertThat(browser.get("/web/strong").body()).isEqualTo("/strong");
  }

  @Test
  void aScriptHearsWhatIsNeededAndTheSessionGoesOn() throws Exception { // SU-1
    var browser = site.client();
    browser.login("/web/login", "alice", OLD);

    var refused = browser.get("/web/vault");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(challenge(refused)).isEqualTo("Cookie realm=\"lab\"");
    assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(refused.body()).contains("insufficient-user-authentication", "\"max_age\":600");
    assertThat(refused.headers().allValues("set-cookie")).isEmpty();
    assertThat(browser.get("/web/who").body()).isEqualTo("/who");
    assertThat(browser.submit("/web/vault", "a=b").body()).contains("<h1>Log In Again</h1>");
  }

  @Test
  void aRuleInAnAnnotationAsksTheSame() throws Exception {
    var browser = site.client();
    browser.login("/noted/login", "alice", OLD);

    assertThat(browser.get("/noted/who").body()).isEqualTo("who");
    assertThat(browser.get("/noted/vault").body()).contains("\"max_age\":900");
    browser.login("/noted/login", "alice", FRESH);
    assertThat(browser.get("/noted/vault").body()).isEqualTo("vault");
  }

  private static String challenge(HttpResponse<String> answer) {
    return answer.headers().firstValue("www-authenticate").orElseThrow();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }

  @Postern(
      name = "noted",
      paths = "/noted/*",
      strategy = Postern.Strategy.SESSION,
      access = {"/noted/vault max-age 15m", "/noted/* authenticated"},
      settings = {
        @Postern.Setting(name = "allow-insecure-cookie", value = "true"),
        @Postern.Setting(name = "app", value = "noted"),
        @Postern.Setting(name = "login.path", value = "/noted/login"),
        @Postern.Setting(name = "login.verifier", value = "dev.postern.AgedVerifier")
      })
  private static final class Noted {}
}
