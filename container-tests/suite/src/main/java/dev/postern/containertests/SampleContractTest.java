package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table that the sample promises to its users, row by row and zone by zone. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SampleContractTest {

  private static final Map<String, String> PASSWORDS =
      Map.of("alice", "parcel-alice-1", "carol", "parcel-carol-1", "bob", "parcel-bob-1");

  private static final Pattern HANDLE = Pattern.compile("\"handle\":\"([^\"]{22})\"");

  private final Http http = Http.at("/parcels");

  @Deployment(name = "desk", testable = false)
  static WebArchive war() {
    return Wars.sample();
  }

  @Deployment(name = "labels", testable = false)
  static WebArchive labels() {
    return Wars.labels();
  }

  @Test
  void healthIsOpen() {
    assertThat(http.get("/public/health").send().status()).isEqualTo(200);
  }

  @Test
  void sessionLoginSetsACookieAndRedirectsAForm() {
    Answer form = loginByForm("session", "alice");
    Answer json = login("session", "alice");

    assertThat(form.status()).isEqualTo(303);
    assertThat(json.status()).isEqualTo(200);
    assertThat(form.setCookie().name()).isEqualTo("__Host-parcels-session");
    assertThat(json.setCookie().name()).isEqualTo("__Host-parcels-session");
    assertThat(json.json()).doesNotContainKey("access_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stateful", "stateless"})
  void tokenLoginAnswersATokenToAFormAndToJson(String zone) {
    for (Answer answer : List.of(loginByForm(zone, "alice"), login(zone, "alice"))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json())
          .containsKeys("access_token", "expires_in")
          .containsEntry("token_type", "Bearer");
      assertThat(answer.setCookies()).hasSize(zone.equals("stateful") ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "stateless"})
  void wrongPasswordIsRefused(String zone) {
    Answer answer =
        http.post("/" + zone + "/login").json(Zone.credentials("alice", "parcel-bob-1")).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.setCookies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "session, session, alice, customer",
    "stateful, stateful-jwt, carol, clerk",
    "stateless, stateless-jwt, bob, admin",
  })
  void whoamiSaysWhoAndHow(String zone, String strategy, String user, String role) {
    Answer answer = as(user, zone, "GET", "/whoami").send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .containsOnlyKeys("name", "roles", "strategy", "authenticatedAt")
        .containsEntry("name", user)
        .containsEntry("strategy", strategy);
    assertThat(answer.json().get("roles"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(role);
    assertThat(Instant.parse(answer.text("authenticatedAt")))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plusSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "stateless"})
  void strangersAreRefused(String zone) {
    for (String path : List.of("/whoami", "/admin/report", "/attributes", "/nothing-here")) {
      assertThat(http.get("/" + zone + path).send().status()).as(path).isEqualTo(401);
    }
    assertThat(http.post("/" + zone + "/lab/counter").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "stateless"})
  void reportIsForAdministrators(String zone) {
    assertThat(as("alice", zone, "GET", "/admin/report").send().status()).isEqualTo(403);
    assertThat(as("carol", zone, "GET", "/admin/report").send().status()).isEqualTo(403);
    assertThat(as("bob", zone, "GET", "/admin/report").send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "stateless"})
  void logoutEndsTheLogin(String zone) {
    Answer login = login(zone, "alice");

    Answer logout = with(login, zone, "POST", "/logout").send();

    assertThat(logout.status()).isEqualTo(204);
    assertThat(with(login, zone, "GET", "/whoami").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void logoutOfAFormIsRedirected(String zone) {
    Answer login = login(zone, "alice");
    Call call = http.post("/" + zone + "/logout").accept("text/html");
    call.cookie(login.setCookie().name(), login.setCookie().value());

    assertThat(call.form("a", "b").send().status()).isEqualTo(303);
    assertThat(with(login, zone, "GET", "/whoami").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "tabs"})
  void attributesAreKept(String zone) {
    Browser alice = browser(zone, "alice");
    String path = "/" + zone + "/attributes";

    Answer put = alice.call("PUT", path + "/colour").body("text/plain", "green").send();
    Answer shown = alice.get(path).send();
    Answer deleted = alice.call("DELETE", path + "/colour").send();

    assertThat(put.status()).isBetween(200, 204);
    assertThat(shown.json()).containsEntry("colour", "green");
    assertThat(deleted.status()).isBetween(200, 204);
    assertThat(alice.get(path).send().json()).doesNotContainKey("colour");
  }

  @Test
  void visitorGoesOnWatchingParcelsAfterTheLogin() {
    Browser visitor = http.browser();
    visitor.call("PUT", "/public/watched/PD-1001").send();
    visitor.post("/session/login").json(Zone.credentials("alice", "parcel-alice-1")).send();
    visitor.call("PUT", "/public/watched/PD-1004").send();

    assertThat(visitor.get("/public/watched").send().body()).isEqualTo("[\"PD-1001\",\"PD-1004\"]");
    assertThat(http.get("/public/watched").send().body()).isEqualTo("[]");
    assertThat(visitor.call("PUT", "/public/watched/PD-1").send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void counterCountsWithoutSetAttribute(String zone) {
    Browser alice = browser(zone, "alice");

    for (long expected = 1; expected <= 3; expected++) {
      Answer answer = alice.post("/" + zone + "/lab/counter").send();
      assertThat(answer.json()).containsEntry("value", expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void slowAnswerKeepsItsAttribute(String zone) {
    Browser alice = browser(zone, "alice");

    Answer slow = alice.post("/" + zone + "/lab/slow?ms=50&name=late").send();

    assertThat(slow.status()).isEqualTo(200);
    assertThat(alice.get("/" + zone + "/attributes").send().json()).containsKey("late");
  }

  @ParameterizedTest
  @CsvSource({
    "session, flush, 200",
    "session, redirect, 302",
    "session, error, 409",
    "session, large, 200",
    "stateful, flush, 200",
    "stateful, redirect, 302",
    "stateful, error, 409",
    "stateful, large, 200",
  })
  void attributeIsSavedHoweverTheResponseCommits(String zone, String way, int status) {
    Browser alice = browser(zone, "alice");

    Answer answer =
        alice.get("/" + zone + "/lab/commit/" + way + "?name=n-" + way + "&value=v").send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(alice.get("/" + zone + "/attributes").send().json()).containsEntry("n-" + way, "v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void rotationChangesTheIdAndKeepsTheLogin(String zone) {
    Browser alice = browser(zone, "alice");
    String before = alice.onlyCookie();

    Answer rotated = alice.post("/" + zone + "/lab/rotate").send();

    assertThat(rotated.status()).isBetween(200, 204);
    assertThat(alice.onlyCookie()).isNotEqualTo(before);
    assertThat(alice.get("/" + zone + "/whoami").send().text("name")).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void usersSeeWhereTheyAreSignedInAndEndOneOrTheOthers(String zone) {
    Browser lost = browser(zone, "carol");
    Browser other = browser(zone, "carol");
    Browser here = browser(zone, "carol");
    String path = "/" + zone + "/sessions";
    List<String> handles = handles(here.get(path).send());

    Answer ended = here.call("DELETE", path + "/" + handles.get(1)).send();
    long stillIn =
        Stream.of(lost, other)
            .filter(browser -> browser.get("/" + zone + "/whoami").send().status() == 200)
            .count();
    Answer again = here.call("DELETE", path + "/" + handles.get(1)).send();
    Answer others = here.call("DELETE", path + "?others").send();

    assertThat(handles).hasSizeGreaterThanOrEqualTo(3);
    assertThat(ended.status()).isEqualTo(204);
    assertThat(stillIn).isEqualTo(1);
    assertThat(again.status()).isEqualTo(404);
    assertThat(others.status()).isEqualTo(204);
    assertThat(lost.get("/" + zone + "/whoami").send().status()).isEqualTo(401);
    assertThat(other.get("/" + zone + "/whoami").send().status()).isEqualTo(401);
    assertThat(handles(here.get(path).send())).hasSize(1);
  }

  @Test
  void thePageWhereYouAreSignedInIsLinkedAndNeedsALogin() {
    Browser carol = browser("session", "carol");

    assertThat(carol.get("/session/pages/desk").accept("text/html").send().body())
        .contains("/session/pages/sessions");
    assertThat(carol.get("/session/pages/sessions").accept("text/html").send().body())
        .contains("<h1>Where you are signed in</h1>")
        .contains("/assets/sessions.js");
    assertThat(http.get("/assets/sessions.js").send().status()).isEqualTo(200);
    assertThat(http.get("/session/pages/sessions").send().status()).isEqualTo(401);
  }

  @Test
  void theDeskOfManyTabsIsCarriedOnByItsRefreshCookie() {
    Browser alice = browser("tabs", "alice");
    String refresh = "__Host-desk-tabs-refresh";
    String first = alice.cookies().get(refresh);

    Answer refreshed = alice.post("/tabs/refresh").send();
    Answer page =
        http.get("/tabs/whoami")
            .accept("text/html")
            .cookie(refresh, alice.cookies().get(refresh))
            .send();

    assertThat(refreshed.status()).isEqualTo(204);
    assertThat(alice.cookies()).containsOnlyKeys("__Host-desk-tabs", refresh);
    assertThat(alice.cookies().get(refresh)).isNotEqualTo(first);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.setCookies()).hasSize(2);
    assertThat(http.get("/tabs/desk.html").send().body()).contains("/assets/tabs.js");
    assertThat(http.get("/assets/refresh.js").send().status()).isEqualTo(200);
  }

  @Test
  void theSessionOfTheDeskOfManyTabsIsInItsCookieAndIsNothingToAnotherUser() {
    Browser alice = browser("tabs", "alice");
    String session = "__Host-desk-tabs-attributes";
    alice.call("PUT", "/tabs/attributes/colour").body("text/plain", "green").send();

    Answer tooMuch =
        alice.call("PUT", "/tabs/attributes/photo").body("text/plain", "x".repeat(5000)).send();
    alice.post("/tabs/refresh").send();
    Answer shown = alice.get("/tabs/attributes").send();
    Answer bobs =
        browser("tabs", "bob")
            .get("/tabs/attributes")
            .cookie(session, alice.cookies().get(session))
            .send();

    assertThat(tooMuch.status()).isEqualTo(413);
    assertThat(shown.json()).containsOnly(Map.entry("colour", "green"));
    assertThat(bobs.status()).isEqualTo(200);
    assertThat(bobs.json()).isEmpty();
    alice.post("/tabs/logout").send();
    assertThat(alice.cookies()).isEmpty();
  }

  @Test
  void aDemotedClerkIsACustomerAtTheNextRequestAndNeedsNoNewLogin() {
    Browser session = browser("session", "carol");
    Browser tabs = browser("tabs", "carol");
    Answer stateful = login("stateful", "carol");
    Answer stateless = login("stateless", "carol");

    Answer demoted =
        as("bob", "session", "POST", "/accounts/carol").json("{\"roles\":\"customer\"}").send();
    try {
      assertThat(demoted.status()).isEqualTo(200);
      assertThat(rolesIn(session.get("/session/whoami").send())).isEqualTo(List.of("customer"));
      assertThat(session.get("/session/moves/x").send().status()).isEqualTo(403);
      assertThat(rolesIn(with(stateful, "stateful", "GET", "/whoami").send()))
          .isEqualTo(List.of("customer"));
      assertThat(with(stateless, "stateless", "GET", "/whoami").send().status()).isEqualTo(401);
      assertThat(tabs.get("/tabs/whoami").send().status()).isEqualTo(401);
      assertThat(tabs.post("/tabs/refresh").send().status()).isEqualTo(204);
      assertThat(rolesIn(tabs.get("/tabs/whoami").send())).isEqualTo(List.of("customer"));
      assertThat(rolesIn(as("carol", "session", "GET", "/whoami").send()))
          .isEqualTo(List.of("customer"));
    } finally {
      Call restored = as("bob", "session", "POST", "/accounts/carol");
      assertThat(restored.form("roles", "clerk").send().status()).isEqualTo(303);
    }
    assertThat(rolesIn(session.get("/session/whoami").send())).isEqualTo(List.of("clerk"));
  }

  @Test
  void aLabelIsDownloadedFromTheOtherServerByOneClientInAsManyPartsAsItLikes()
      throws InterruptedException {
    String link = labelLink("PD-1001");

    Answer before = download("HEAD", link, "manager").send();
    Answer whole = download("GET", link, "manager").send();
    Answer part = download("GET", link, "manager").header("Range", "bytes=0-7").send();
    Answer beyond = download("GET", link, "manager").header("Range", "bytes=99999-").send();
    Answer other = download("GET", link, "somebody else").send();
    Answer prober = download("HEAD", link, "somebody else").send();

    assertThat(before.status()).isEqualTo(200);
    assertThat(before.header("Accept-Ranges")).contains("bytes");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.body()).startsWith("%PDF-1.4").contains("(PD-1001)", "(Nottingham)", "alice");
    assertThat(whole.header("Content-Length")).isEqualTo(before.header("Content-Length"));
    assertThat(whole.header("Content-Disposition"))
        .contains("attachment; filename=\"PD-1001.pdf\"");
    assertThat(whole.header("Referrer-Policy")).contains("no-referrer");
    assertThat(whole.setCookies()).isEmpty();
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("%PDF-1.4");
    assertThat(part.header("ETag")).isEqualTo(whole.header("ETag"));
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(other.status()).isEqualTo(401);
    assertThat(other.body()).doesNotContain("PDF");
    assertThat(prober.status()).isEqualTo(401);
  }

  @Test
  void aLinkToALabelIsGoodForThatLabelOnly() throws InterruptedException {
    String link = labelLink("PD-1001");

    for (String altered :
        List.of(
            link.replace("PD-1001", "PD-1002"),
            link.replace("Nottingham", "London"),
            link + "&town=London",
            link.replaceFirst("token=[^.]+", "token=eyJhbGciOiJub25lIn0"),
            link.substring(0, link.lastIndexOf('.')) + link.substring(link.lastIndexOf('.') + 1),
            link.replaceFirst("&token=.*", ""))) {
      assertThat(download("GET", altered, "manager").send().status()).as(altered).isEqualTo(401);
    }
    assertThat(download("GET", link, "manager").send().status()).isEqualTo(200);
  }

  @Test
  void linksAreForParcelsThatTheCallerMaySee() {
    Browser alice = browser("session", "alice");
    String foreign = "/session/labels/PD-1004";

    assertThat(alice.post("/session/labels/PD-1002").form("a", "b").send().status()).isEqualTo(303);
    assertThat(alice.post(foreign).send().status()).isEqualTo(404);
    assertThat(alice.get("/session/pages/desk").accept("text/html").send().body())
        .contains("action=\"/parcels/session/labels/PD-1002\"")
        .doesNotContain(foreign);
    assertThat(as("carol", "stateless", "POST", "/labels/PD-1004").send().status()).isEqualTo(200);
    assertThat(http.post("/session/labels/PD-1001").send().status()).isEqualTo(401);
  }

  @Test
  void theLabelServerHasNoKeyAndKnowsNoneOfTheDesksLogins() {
    Answer login = login("session", "alice");
    Call call = http.raw("GET", "/labels/parcel/PD-1001.pdf?recipient=a&town=b");
    call.cookie(login.setCookie().name(), login.setCookie().value());

    assertThat(call.send().status()).isEqualTo(401);
    assertThat(http.raw("GET", "/labels/.well-known/jwks.json").send().status()).isEqualTo(401);
    assertThat(
            Wars.labels().get("WEB-INF").getChildren().stream().map(child -> child.getPath().get()))
        .containsExactlyInAnyOrder(
            "/WEB-INF/classes", "/WEB-INF/lib", "/WEB-INF/postern.properties");
  }

  /** The manager's own, at a label server that has the keys of the desk by now. */
  private String labelLink(String number) throws InterruptedException {
    Answer answer = as("alice", "session", "POST", "/labels/" + number).send();
    assertThat(answer.status()).isEqualTo(200);
    String link = answer.text("link");
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (download("HEAD", link, "manager").send().status() == 503 && System.nanoTime() < end) {
      Thread.sleep(100);
    }
    return link;
  }

  private Call download(String method, String link, String agent) {
    return http.raw(method, link).header("User-Agent", agent);
  }

  private static Object rolesIn(Answer whoami) {
    assertThat(whoami.status()).isEqualTo(200);
    return whoami.json().get("roles");
  }

  private static List<String> handles(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return HANDLE.matcher(answer.body()).results().map(found -> found.group(1)).toList();
  }

  private Call as(String user, String zone, String method, String path) {
    return with(login(zone, user), zone, method, path);
  }

  /** By the token if the login gave one, else by the cookie. */
  private Call with(Answer login, String zone, String method, String path) {
    Call call = http.call(method, "/" + zone + path);
    return zone.equals("session")
        ? call.cookie(login.setCookie().name(), login.setCookie().value())
        : call.bearer(login.text("access_token"));
  }

  private Browser browser(String zone, String user) {
    Browser browser = http.browser();
    browser.post("/" + zone + "/login").json(Zone.credentials(user, PASSWORDS.get(user))).send();
    return browser;
  }

  private Answer login(String zone, String user) {
    return http.post("/" + zone + "/login")
        .json(Zone.credentials(user, PASSWORDS.get(user)))
        .send();
  }

  private Answer loginByForm(String zone, String user) {
    return http.post("/" + zone + "/login")
        .form("username", user, "password", PASSWORDS.get(user))
        .send();
  }
}
