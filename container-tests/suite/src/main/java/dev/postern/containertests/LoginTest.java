package dev.postern.containertests;

import static dev.postern.containertests.war.Zones.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Accounts;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import dev.postern.identity.NewUserCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in, and every way out. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LoginTest {

  private static final String CONTEXT = "login";
  private static final String FILED_PASSWORD = "filed-Gh72pl";

  /** In the realm of both containers, see their configuration. */
  private static final String REALM_PASSWORD = "realm-rhea-1";

  private final Http http = Http.at("/" + CONTEXT);
  private final Zone session = Zone.of(CONTEXT, "session");

  @Deployment(testable = false)
  static WebArchive war() throws IOException {
    WebXml webXml =
        Zones.webXml()
            .filter("file", "/file/*", with("file", "login.users-file", "/WEB-INF/users"))
            .filter(
                "realm",
                "/realm/*",
                with("realm", "login.verifier", "container", "login.container-roles", "customer"))
            .filter(
                "throttled",
                "/throttled/*",
                settings(
                    "throttled",
                    "session",
                    "app",
                    "throttled",
                    "login.max-failures-per-account",
                    "3"))
            .filter(
                "pages",
                "/pages/*",
                settings("pages", "session", "login.page", "/pages/open/form"));
    return Wars.probe(CONTEXT, webXml).addAsWebInfResource(new StringAsset(usersFile()), "users");
  }

  private static String[] with(String zone, String... verifier) {
    return Stream.concat(
            Stream.of(
                "strategy", "session",
                "login.path", "/" + zone + "/login",
                "logout.path", "/" + zone + "/logout"),
            Stream.of(verifier))
        .toArray(String[]::new);
  }

  /** As the command makes it. */
  private static String usersFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NewUserCommand.run(
        List.of("fay", "--roles", "clerk,admin"),
        new ByteArrayInputStream((FILED_PASSWORD + "\n").getBytes(UTF_8)),
        new PrintStream(out, true, UTF_8),
        System.err);
    return out.toString(UTF_8);
  }

  @Test
  void formLoginOfABrowserIsRedirected() {
    Browser browser = http.browser();

    Answer login =
        browser
            .post("/session/login")
            .accept("text/html")
            .form("username", "ada", "password", Zone.passwordOf("ada"))
            .send();

    assertThat(login.status()).isEqualTo(303);
    assertThat(login.header("Location")).hasValueSatisfying(this::isOurs);
    assertThat(browser.get("/session/page").send().text("user")).isEqualTo("ada");
  }

  @Test
  void jsonLoginIsAnsweredWithJson() {
    Answer login = session.login("ada");

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(login.header("Cache-Control")).contains("no-store");
  }

  @Test
  void unknownUserAndWrongPasswordAreTheSameAnswer() {
    Answer wrong = session.login("ada", "not-her-password");
    Answer unknown = session.login("nobody-of-that-name", "not-her-password");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(wrong.header("WWW-Authenticate")).isPresent(); // BR-4
    assertThat(wrong.setCookies()).isEmpty();
    assertThat(wrong.body()).doesNotContain("not-her-password").doesNotContain("ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"username\":\"ada\"}",
        "{\"username\":1,\"password\":2}",
        "{\"username\":\"ada\",\"password\":null}",
        "{\"username\":\"ada\",\"username\":\"odo\",\"password\":\"x\"}",
        "{\"username\":\"ada\",\"password\":\"x\"",
        "{\"username\":\"ada\",\"password\":\"\\ud800\"}",
      })
  void bodyThatIsNotACredentialIsRefusedQuietly(String body) {
    Answer answer = session.post("/login").json(body).send();

    assertThat(answer.status()).isIn(400, 401);
    assertThat(answer.setCookies()).isEmpty();
  }

  /** It is refused for its length alone: the rest of it never comes. */
  @Test
  void hugeBodyOfALoginIsNotRead() {
    Call huge = session.post("/login").json("{\"username\":\"ada\",").announcing(1_000_000);

    assertThat(huge.send().status()).isIn(400, 401, 413);
  }

  @Test
  void loginPathTakesNothingButPost() {
    Answer answer = session.get("/login?username=ada&password=x").send();

    assertThat(answer.status()).isBetween(400, 405);
  }

  @Test
  void outageOfThePasswordSourceIsNoRefusal() {
    Answer answer = session.login(Accounts.OUTAGE, "any");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isPresent();
  }

  @Test
  void usersFileKnowsItsUsers() {
    Zone zone = Zone.of(CONTEXT, "file");
    Browser fay = http.browser();

    Answer login = fay.post("/file/login").json(Zone.credentials("fay", FILED_PASSWORD)).send();

    assertThat(login.status()).isEqualTo(200);
    assertThat(fay.get("/file/page").send().json())
        .containsEntry("user", "fay")
        .containsEntry("roles", "admin,clerk");
    assertThat(zone.login("fay", FILED_PASSWORD + "x").status()).isEqualTo(401);
    assertThat(zone.login("fred", FILED_PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void realmOfTheContainerKnowsItsUsers() {
    Zone zone = Zone.of(CONTEXT, "realm");
    Browser rhea = http.browser();

    Answer login = rhea.post("/realm/login").json(Zone.credentials("rhea", REALM_PASSWORD)).send();

    assertThat(login.status()).isEqualTo(200);
    assertThat(rhea.get("/realm/page").send().json())
        .containsEntry("user", "rhea")
        .containsEntry("roles", "customer");
    assertThat(rhea.cookies()).as(login.setCookies().toString()).doesNotContainKey("JSESSIONID");
    assertThat(zone.login("rhea", "wrong").status()).isEqualTo(401);
  }

  @Test
  void applicationMayLogCallersInByTheServletApi() {
    Browser browser = http.browser();
    String query = "&username=ada&password=" + Zone.passwordOf("ada");

    Answer refused = browser.get("/session/open/p?do=login&username=ada&password=wrong").send();
    Answer login = browser.get("/session/open/p?do=login" + query).send();
    Answer next = browser.get("/session/page").send();
    Answer logout = browser.get("/session/page?do=logout").send();

    assertThat(refused.json()).containsEntry("login", "refused").containsEntry("user", "-");
    assertThat(login.json()).containsEntry("login", "accepted").containsEntry("user", "ada");
    assertThat(next.json()).containsEntry("user", "ada").containsEntry("roles", "customer");
    assertThat(logout.json()).containsEntry("user", "-");
    assertThat(browser.get("/session/page").send().status()).isEqualTo(401);
  }

  @Test
  void authenticateChallengesStrangersAndPassesTheKnown() {
    Answer stranger = session.get("/open/page?do=authenticate").send();
    Answer known = session.browser("ada").get("/session/open/page?do=authenticate").send();

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.header("WWW-Authenticate")).isPresent();
    assertThat(known.json()).containsEntry("user", "ada");
  }

  @Test
  void applicationMaySignInACallerItHasVerified() {
    Browser browser = http.browser();

    Answer login = browser.get("/session/open/page?do=api-login&username=zoe").send();
    Answer next = browser.get("/session/page").send();
    browser.get("/session/page?do=api-logout").send();

    assertThat(login.json()).containsEntry("user", "zoe").containsEntry("token", "-");
    assertThat(next.json()).containsEntry("user", "zoe");
    assertThat(browser.get("/session/page").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stateful", "stateless"})
  void applicationGetsATokenForACallerItHasVerified(String name) {
    Zone zone = Zone.of(CONTEXT, name);

    String token = zone.get("/open/page?do=api-login&username=zoe").send().text("token");

    assertThat(zone.get("/page").bearer(token).send().text("user")).isEqualTo("zoe");
  }

  @Test
  void failedAttemptsOnAnAccountAreThrottled() {
    Zone zone = Zone.of(CONTEXT, "throttled");
    for (int i = 0; i < 3; i++) {
      assertThat(zone.login("odo", "wrong-" + i).status()).isEqualTo(401);
    }

    Answer throttled = zone.login("odo", Zone.passwordOf("odo"));
    Answer other = zone.login("ada");

    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.header("Retry-After"))
        .hasValueSatisfying(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
    assertThat(throttled.setCookies()).isEmpty();
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void browserIsSentToTheLoginPageAndBack() {
    Browser browser = http.browser();

    Answer sentAway = browser.get("/pages/deep/page?x=1&y=a%20b").accept("text/html").send();
    Answer form = http.raw("GET", path(sentAway)).send();
    Answer login =
        browser
            .post("/pages/login")
            .accept("text/html")
            .form("username", "ada", "password", Zone.passwordOf("ada"))
            .send();

    assertThat(sentAway.status()).isIn(302, 303);
    assertThat(path(sentAway)).startsWith("/login/pages/open/form");
    assertThat(form.status()).isEqualTo(200);
    assertThat(login.status()).isEqualTo(303);
    assertThat(path(login)).isEqualTo("/login/pages/deep/page?x=1&y=a%20b");
  }

  @Test
  void programIsChallengedWhereABrowserIsRedirected() {
    Answer answer = http.get("/pages/deep/page").accept("application/json").send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isPresent();
    assertThat(answer.header("Location")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org/",
        "//evil.example.org/",
        "/\\evil.example.org",
        "/login//evil.example.org",
        "/login/..//evil.example.org",
        "javascript:alert(1)",
      })
  void nothingTheClientSendsLeadsAnywhereElse(String target) {
    Browser browser = http.browser();
    browser.get("/pages/deep/page").accept("text/html").send();
    var login = http.post("/pages/login").accept("text/html").header("Referer", target);
    browser.cookies().keySet().forEach(name -> login.cookie(name, target));

    Answer answer =
        login.form("username", "ada", "password", Zone.passwordOf("ada"), "to", target).send();

    assertThat(answer.status()).isIn(303, 400);
    assertThat(answer.header("Location").orElse(http.origin())).doesNotContain("evil", "alert");
  }

  @Test
  void logoutOfABrowserIsRedirected() {
    Browser browser = session.browser("ada");

    Answer logout = browser.post("/session/logout").accept("text/html").form("a", "b").send();

    assertThat(logout.status()).isEqualTo(303);
    assertThat(logout.header("Location")).hasValueSatisfying(this::isOurs);
    assertThat(browser.get("/session/page").send().status()).isEqualTo(401);
  }

  private void isOurs(String location) {
    assertThat(location.startsWith("/" + CONTEXT + "/") || location.startsWith(http.origin()))
        .as(location)
        .isTrue();
  }

  /** Where the answer leads, without scheme and host. */
  private String path(Answer answer) {
    return answer.header("Location").orElseThrow().replace(http.origin(), "");
  }
}
