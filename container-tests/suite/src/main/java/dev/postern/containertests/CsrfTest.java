package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Probe;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another site's page cannot use the cookie of a caller (STANDARDS 2.10). */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class CsrfTest {

  private static final String CONTEXT = "csrf";
  private static final String PUBLIC_ORIGIN = "https://desk.example.org";

  private final Http http = Http.at("/" + CONTEXT);
  private final Zone session = Zone.of(CONTEXT, "session");
  private final Zone stateful = Zone.of(CONTEXT, "stateful");
  private final Zone proxied = Zone.of(CONTEXT, "proxied");
  private Browser ada;

  @Deployment(testable = false)
  static WebArchive war() {
    WebXml webXml =
        Zones.webXml()
            .filter(
                "proxied",
                "/proxied/*",
                Zones.settings("proxied", "session", "public-origins", PUBLIC_ORIGIN));
    return Wars.probe(CONTEXT, webXml);
  }

  @BeforeEach
  void logIn() {
    ada = session.browser("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "junk", ""})
  void writeFromAnotherSiteIsForbidden(String site) { // CS-1
    Answer answer = ada.post("/session/page").header("Sec-Fetch-Site", site).send();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain(Probe.CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void writeFromOurOwnPagesPasses(String site) {
    Answer answer = ada.post("/session/page").header("Sec-Fetch-Site", site).send();

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void readFromAnotherSitePasses() {
    Answer answer = ada.get("/session/page").header("Sec-Fetch-Site", "cross-site").send();

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void methodNobodyKnowsCountsAsAWrite() {
    Answer answer = ada.call("FROB", "/session/page").header("Sec-Fetch-Site", "cross-site").send();

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.org",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://127.0.0.1.evil.example.org",
        "http://evil.example.org@127.0.0.1",
        "127.0.0.1",
        "http://127.0.0.1/path",
        "",
      })
  void withoutFetchMetadataTheOriginDecides(String origin) { // CS-2, CS-3
    Answer answer = ada.post("/session/page").header("Origin", origin).send();

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void ourOwnOriginPasses() {
    Answer answer = ada.post("/session/page").header("Origin", http.origin()).send();

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void clientThatIsNoBrowserPasses() {
    assertThat(ada.post("/session/page").send().status()).isEqualTo(200);
  }

  @Test
  void configuredPublicOriginReplacesTheHost() { // CS-4
    Browser behindProxy = proxied.browser("ada");

    Answer fromPublic = behindProxy.post("/proxied/page").header("Origin", PUBLIC_ORIGIN).send();
    Answer fromHost = behindProxy.post("/proxied/page").header("Origin", http.origin()).send();

    assertThat(fromPublic.status()).isEqualTo(200);
    assertThat(fromHost.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void loginAndLogoutFromAnotherSiteAreForbidden(String name) { // CS-1
    Zone zone = Zone.of(CONTEXT, name);
    Browser browser = zone.browser("ada");

    Answer login =
        zone.post("/login")
            .header("Sec-Fetch-Site", "cross-site")
            .form("username", "odo", "password", Zone.passwordOf("odo"))
            .send();
    Answer logout =
        browser.post(zone.path("/logout")).header("Sec-Fetch-Site", "cross-site").send();

    assertThat(login.status()).isEqualTo(403);
    assertThat(login.setCookies()).isEmpty();
    assertThat(logout.status()).isEqualTo(403);
    assertThat(browser.get(zone.path("/page")).send().status()).isEqualTo(200);
  }

  @Test
  void bearerTokenNeedsNoProtection() { // CS-1
    Answer answer =
        stateful
            .post("/page")
            .bearer(stateful.token("ada"))
            .header("Sec-Fetch-Site", "cross-site")
            .send();

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void cookieOfATokenIsProtectedAsACookie() { // CS-1
    Browser browser = stateful.browser("ada");

    Answer answer = browser.post("/stateful/page").header("Sec-Fetch-Site", "cross-site").send();

    assertThat(answer.status()).isEqualTo(403);
  }
}
