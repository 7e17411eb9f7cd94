package dev.postern.containertests;

import static dev.postern.containertests.war.Zones.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.http.SetCookie;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the strategies that keep a session keep it and take it back. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StrategyTest {

  private static final String CONTEXT = "strategy";

  private final Http http = Http.at("/" + CONTEXT);

  @Deployment(testable = false)
  static WebArchive war() {
    WebXml webXml =
        Zones.webXml()
            .filter("idle", "/idle/*", settings("idle", "session", "session.idle-timeout", "2s"))
            .filter("kept", "/kept/*", settings("kept", "session", "session.idle-timeout", "10s"))
            .filter(
                "absolute",
                "/absolute/*",
                settings("absolute", "session", "session.absolute-lifetime", "2s"));
    return Wars.probe(CONTEXT, webXml);
  }

  @Test
  void cookieHasExactlyTheAttributesThatProtectIt() { // CK-1
    SetCookie cookie = Zone.of(CONTEXT, "session").login("ada").setCookie();

    assertThat(cookie.name()).isEqualTo("__Host-strategy-session");
    assertThat(cookie.attributes())
        .containsExactlyInAnyOrder("Path=/", "Secure", "HttpOnly", "SameSite=Lax");
    assertThat(cookie.value()).matches("[A-Za-z0-9_.-]{64,}"); // CK-6
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void loginChangesTheIdAndTheOldOneIsDead(String zone) { // ASVS 7.2.4
    Browser browser = http.browser();
    browser.get("/" + zone + "/open/page?do=set&value=before").send();
    Map<String, String> before = browser.cookies();

    browser
        .post("/" + zone + "/login")
        .json(Zone.credentials("ada", Zone.passwordOf("ada")))
        .send();
    Answer now = browser.get("/" + zone + "/page").send();
    Answer old = withCookies(zone + "/page", before);
    Answer oldOnOpenPath = withCookies(zone + "/open/page", before);

    assertThat(browser.cookies().keySet()).isEqualTo(before.keySet());
    assertThat(browser.cookies()).isNotEqualTo(before);
    assertThat(now.json()).containsEntry("user", "ada").containsEntry("attribute", "before");
    assertThat(old.status()).isEqualTo(401);
    assertThat(oldOnOpenPath.json()).containsEntry("user", "-").containsEntry("attribute", "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void eachLoginOfTheSameCallerChangesTheId(String zone) {
    Browser browser = Zone.of(CONTEXT, zone).browser("ada");
    Map<String, String> first = browser.cookies();

    browser
        .post("/" + zone + "/login")
        .json(Zone.credentials("ada", Zone.passwordOf("ada")))
        .send();

    assertThat(browser.cookies()).isNotEqualTo(first);
    assertThat(browser.get("/" + zone + "/page").send().status()).isEqualTo(200);
    assertThat(withCookies(zone + "/page", first).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void loginOfAnotherCallerInheritsNothing(String zone) {
    Browser browser = Zone.of(CONTEXT, zone).browser("ada");
    browser.get("/" + zone + "/page?do=set&value=of-ada").send();

    browser
        .post("/" + zone + "/login")
        .json(Zone.credentials("odo", Zone.passwordOf("odo")))
        .send();
    Answer answer = browser.get("/" + zone + "/page").send();

    assertThat(answer.json()).containsEntry("user", "odo").containsEntry("attribute", "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void logoutKillsTheSessionAndItsCookie(String zone) { // CK-5
    Browser browser = Zone.of(CONTEXT, zone).browser("ada");
    Map<String, String> before = browser.cookies();

    Answer logout = browser.post("/" + zone + "/logout").send();

    assertThat(logout.status()).isEqualTo(204);
    assertThat(logout.setCookie().deletes()).isTrue();
    assertThat(logout.setCookie().attribute("Path")).contains("/");
    assertThat(logout.setCookie().has("Secure")).isTrue();
    assertThat(browser.cookies()).isEmpty();
    assertThat(withCookies(zone + "/page", before).status()).isEqualTo(401);
  }

  @Test
  void containerNeverBeginsASessionOfItsOwn() { // CK-7
    Browser browser = Zone.of(CONTEXT, "session").browser("ada");

    assertThat(browser.get("/session/page?do=set&value=v").send().setCookies()).isEmpty();
    assertThat(browser.get("/session/page?do=new").send().setCookies()).isEmpty();
    assertThat(browser.cookies()).containsOnlyKeys("__Host-strategy-session");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void sessionNobodyPutAnythingIntoIsNotKept(String zone) {
    Answer looked = http.get("/" + zone + "/open/page").send();
    Answer begun = http.get("/" + zone + "/open/page?do=new").send();

    assertThat(looked.setCookies()).isEmpty();
    assertThat(begun.json()).containsEntry("new", "true");
    assertThat(begun.setCookies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void applicationMayChangeTheIdAndEndTheSession(String zone) {
    Browser browser = Zone.of(CONTEXT, zone).browser("ada");
    browser.get("/" + zone + "/page?do=set&value=kept").send();
    Map<String, String> first = browser.cookies();

    browser.get("/" + zone + "/page?do=rotate").send();
    Map<String, String> second = browser.cookies();
    Answer rotated = browser.get("/" + zone + "/page").send();
    browser.get("/" + zone + "/page?do=invalidate").send();

    assertThat(second).isNotEqualTo(first);
    assertThat(rotated.json()).containsEntry("user", "ada").containsEntry("attribute", "kept");
    assertThat(withCookies(zone + "/page", second).status()).isEqualTo(401);
    assertThat(withCookies(zone + "/page", first).status()).isEqualTo(401);
  }

  @Test
  void answersToAKnownCallerAreNotStored() { // CA-1
    Browser browser = Zone.of(CONTEXT, "session").browser("ada");

    assertThat(browser.get("/session/page").send().header("Cache-Control")).contains("no-store");
  }

  /** The only waits of the suite: the clock of a container cannot be moved from outside. */
  @Test
  void sessionEndsAfterItsIdleTimeOrItsLifetimeEvenIfUsed() throws InterruptedException {
    Browser idle = Zone.of(CONTEXT, "idle").browser("ada");
    Browser used = Zone.of(CONTEXT, "absolute").browser("ada");
    Browser shortened = Zone.of(CONTEXT, "session").browser("ada");
    shortened.get("/session/page?do=timeout&value=1").send();

    for (int i = 0; i < 6; i++) {
      // The container owns the clock, and only real time makes a session old.
      Thread.sleep(400);
      used.get("/absolute/page").send();
    }

    assertThat(idle.get("/idle/page").send().status()).isEqualTo(401);
    assertThat(used.get("/absolute/page").send().status()).isEqualTo(401);
    assertThat(shortened.get("/session/page").send().status()).isEqualTo(401);
  }

  /** The idle time is long, so that the machine may stall for most of it between two requests. */
  @Test
  void useKeepsASessionAlive() throws InterruptedException {
    Browser kept = Zone.of(CONTEXT, "kept").browser("ada");

    for (int i = 0; i < 6; i++) {
      // Likewise: together longer than the idle timeout, each far shorter.
      Thread.sleep(2_000);
      assertThat(kept.get("/kept/page").send().status()).isEqualTo(200);
    }
  }

  @Test
  void statefulTokenIsTakenFromTheCookieAndFromTheHeader() {
    Zone zone = Zone.of(CONTEXT, "stateful");
    Answer login = zone.login("ada");
    String token = login.text("access_token");

    Answer byHeader = zone.get("/page?do=set&value=shared").bearer(token).send();
    Answer byCookie =
        zone.get("/page").cookie(login.setCookie().name(), login.setCookie().value()).send();

    assertThat(login.text("token_type")).isEqualTo("Bearer");
    assertThat(login.setCookie().value()).isEqualTo(token);
    assertThat(byHeader.status()).isEqualTo(200);
    assertThat(byCookie.json()).containsEntry("user", "ada").containsEntry("attribute", "shared");
  }

  @Test
  void statefulTokenDiesWithItsRecord() {
    Zone zone = Zone.of(CONTEXT, "stateful");
    String token = zone.token("ada");

    Answer logout = zone.post("/logout").bearer(token).send();

    assertThat(logout.status()).isEqualTo(204);
    assertThat(zone.get("/page").bearer(token).send().status()).isEqualTo(401);
  }

  private Answer withCookies(String path, Map<String, String> cookies) {
    var call = http.get("/" + path);
    cookies.forEach(call::cookie);
    return call.send();
  }
}
