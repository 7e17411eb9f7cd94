package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Probe;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is ambiguous is refused before anything else is asked. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class GateTest {

  private static final String CONTEXT = "gate";

  private static final String FILE = "content-of-a-file";

  private final Http http = Http.at("/" + CONTEXT);
  private final Zone session = Zone.of(CONTEXT, "session");
  private final Zone stateful = Zone.of(CONTEXT, "stateful");
  private final Zone stateless = Zone.of(CONTEXT, "stateless");

  @Deployment(name = "probe", testable = false)
  static WebArchive war() {
    return Zones.war(CONTEXT);
  }

  /** Files instead of a servlet: the container itself walks the path it was given. */
  @Deployment(name = "files", testable = false)
  static WebArchive files() {
    WebXml webXml = new WebXml().filter("session", "/session/*", "strategy", "session");
    return Wars.bare("files")
        .setWebXML(new StringAsset(webXml.text()))
        .addAsWebResource(new StringAsset(FILE), "open.txt")
        .addAsWebResource(new StringAsset(FILE), "elsewhere/open.txt")
        .addAsWebResource(new StringAsset(FILE), "session/admin/x");
  }

  /** Some are refused by the container before we see them, each with an answer of its own. */
  @ParameterizedTest
  @MethodSource("spellings")
  void noSpellingOfAPathOpensWhatTheRulesClose(String target) {
    Browser customer = session.browser("ada");
    String cookie = customer.onlyCookie();
    String name = customer.cookies().keySet().iterator().next();

    Answer stranger = http.raw("GET", target).send();
    Answer withoutRole = http.raw("GET", target).cookie(name, cookie).send();

    assertKeptOut(stranger);
    assertKeptOut(withoutRole);
  }

  /** Undertow takes some spellings for paths that lie in no zone; the probe answers there too. */
  private static void assertKeptOut(Answer answer) {
    if (answer.status() == 200) {
      assertThat(answer.text("path")).doesNotStartWith("/session/").isNotEqualTo("/session");
    } else {
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(answer.body()).doesNotContain(Probe.CONTENT);
    }
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void noSpellingOfAPathOpensAFile(String target) {
    Answer answer = http.raw("GET", target.replaceFirst("/gate", "/files")).send();

    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain(FILE);
  }

  static Stream<String> spellings() {
    return Stream.of(
        "/gate/session//admin/x",
        "/gate//session/admin/x",
        "//gate/session/admin/x",
        "/gate/./session/admin/x",
        "/gate/session/./admin/x",
        "/gate/session/open/../admin/x",
        "/gate/elsewhere/../session/admin/x",
        "/gate/elsewhere/..;/session/admin/x",
        "/gate/elsewhere;/../session/admin/x",
        "/gate/session/open/%2e%2e/admin/x",
        "/gate/session/open/.%2e/admin/x",
        "/gate/session/open/%2e%2e%2fadmin/x",
        "/gate/session/open%2f..%2fadmin/x",
        "/gate/session/open%2F..%2Fadmin/x",
        "/gate/session%2fadmin/x",
        "/gate/session/open/..;/admin/x",
        "/gate/session/open/..;a=b/admin/x",
        "/gate/session/open/%2e%2e;/admin/x",
        "/gate/session;/admin/x",
        "/gate/session/admin;x=y/x",
        "/gate/session/admin/x;jsessionid=0",
        "/gate/session/admin%3bx",
        "/gate;x/session/admin/x",
        "/gate/session/open/..%5cadmin/x",
        "/gate/session/open\\..\\admin/x",
        "/gate/session\\admin/x",
        "/gate/session/%2561dmin/x",
        "/gate/session/%252e%252e/session/admin/x",
        "/gate/session/admin%00/x",
        "/gate/session/admin/x%00.css",
        "/gate/session/admin%0a/x",
        "/gate/session/admin%0d%0aX: y/x",
        "/gate/session/admin%7f/x",
        "/gate/session/open/%c0%ae%c0%ae/admin/x",
        "/gate/session/open/%u002e%u002e/admin/x",
        "/gate/session/admin%/x",
        "/gate/session/admin%zz/x",
        "/gate/session/admin\t/x",
        "/gate/session/admin/",
        "/gate/session/admin/x/",
        "/gate/session/%61dmin/x",
        "/gate/%73ession/admin/x",
        "/gate/%67ate/../session/admin/x",
        "http://127.0.0.1/gate/session/admin/x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/gate/session/open/page;x=1",
        "/gate/session;x=1/open/page",
        "/gate/session//open/page",
        "/gate/session/./open/page",
        "/gate/session/open/../open/page",
        "/gate/session/open/%2e%2e/open/page",
        "/gate/session/open/a%252fb",
        "/gate/session/open/a%0ab",
      })
  void ambiguousPathIsABadRequestEvenWhereEverybodyMayGo(String target) {
    assertThat(http.raw("GET", target).send().status()).isEqualTo(400);
  }

  @Test
  void plainlyEncodedPathIsTheSamePath() {
    assertThat(session.get("/%6fpen/page").send().status()).isEqualTo(200);
    assertThat(session.get("/open/caf%C3%A9%20page").send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void twoCredentialCookiesAreABadRequestAndClearNothing(String zone) { // CK-3
    Map.Entry<String, String> cookie = cookieOf(Zone.of(CONTEXT, zone));
    String good = cookie.getKey() + "=" + cookie.getValue();
    String bad = cookie.getKey() + "=" + cookie.getValue() + "x";

    Answer inOneHeader = http.get("/" + zone + "/page").header("Cookie", good + "; " + bad).send();
    Answer inTwoHeaders =
        http.get("/" + zone + "/page").header("Cookie", good).header("Cookie", bad).send();
    Answer twiceTheSame =
        http.get("/" + zone + "/page").header("Cookie", good + "; a=b; " + good).send();

    assertThat(inOneHeader.status()).isEqualTo(400);
    assertThat(inTwoHeaders.status()).isEqualTo(400);
    assertThat(twiceTheSame.status()).isEqualTo(400);
    assertThat(inOneHeader.setCookies()).isEmpty();
    assertThat(inTwoHeaders.setCookies()).isEmpty();
  }

  @Test
  void credentialCookieIsFoundAmongOthersOfAnyForm() {
    Map.Entry<String, String> cookie = cookieOf(session);
    String good = cookie.getKey() + "=" + cookie.getValue();

    Answer answer =
        session
            .get("/page")
            .header("Cookie", "theme=dark=very; empty=; q=\"a b\"; " + good + "; last=1")
            .send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("user")).isEqualTo("ada");
  }

  @Test
  void twoAuthorizationHeadersAreABadRequest() { // BR-1
    String token = stateless.token("ada");

    Answer different = stateless.get("/page").bearer(token).bearer(token + "x").send();
    Answer equal = stateless.get("/page").bearer(token).bearer(token).send();

    assertThat(different.status()).isEqualTo(400);
    assertThat(equal.status()).isEqualTo(400);
  }

  @Test
  void cookieAndBearerOfDifferentCallersAreABadRequest() { // BR-1
    Browser ada = stateful.browser("ada");

    Answer answer = ada.get("/stateful/page").bearer(stateful.token("odo")).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(Probe.CONTENT);
  }

  @Test
  void cookieAndBearerWithTheSameTokenAreOneCaller() {
    Browser ada = stateful.browser("ada");

    Answer answer = ada.get("/stateful/page").bearer(ada.onlyCookie()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("user")).isEqualTo("ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer a b",
        "Bearer a,b",
        "Bearer \"a\"",
        "Bearer a;b",
        "Bearer é",
        "Bearer =a",
      })
  void malformedBearerIsABadRequest(String header) { // BR-2
    Answer answer = stateless.get("/page").header("Authorization", header).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(Probe.CONTENT);
  }

  /** Undertow makes one blank of them before any filter runs: then it is just a wrong token. */
  @ParameterizedTest
  @ValueSource(strings = {"Bearer  a", "Bearer\ta"})
  void otherBlanksAfterTheSchemeAreRefused(String header) { // BR-2
    assertThat(stateless.get("/page").header("Authorization", header).send().status())
        .isIn(400, 401);
  }

  @Test
  void schemeOfTheBearerIsReadInAnyCase() { // BR-2
    String token = stateless.token("ada");

    Answer answer = stateless.get("/page").header("Authorization", "bEARER " + token).send();

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void refusalSaysNothingButBadRequest() {
    Answer answer = stateless.get("/page").header("Authorization", "Bearer a b").send();

    assertThat(answer.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.body()).doesNotContain("a b").doesNotContain("dev.postern");
  }

  private static Map.Entry<String, String> cookieOf(Zone zone) {
    return zone.browser("ada").cookies().entrySet().iterator().next();
  }
}
