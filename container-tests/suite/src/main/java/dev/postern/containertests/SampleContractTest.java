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

  private static final Pattern HANDLE = Pattern.compile("\"handle\":\"([^\"]{22})\"");

  private final Http http = Http.at("/parcels");
  private final SampleDesk desk = new SampleDesk(http);

  @Deployment(testable = false)
  static WebArchive war() {
    return Wars.sample();
  }

  @Test
  void healthIsOpen() {
    assertThat(http.get("/public/health").send().status()).isEqualTo(200);
  }

  @Test
  void sessionLoginSetsACookieAndRedirectsAForm() {
    Answer form = desk.loginByForm("session", "alice");
    Answer json = desk.login("session", "alice");

    assertThat(form.status()).isEqualTo(303);
    assertThat(json.status()).isEqualTo(200);
    assertThat(form.setCookie().name()).isEqualTo("__Host-parcels-session");
    assertThat(json.setCookie().name()).isEqualTo("__Host-parcels-session");
    assertThat(json.json()).doesNotContainKey("access_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stateful", "stateless"})
  void tokenLoginAnswersATokenToAFormAndToJson(String zone) {
    for (Answer answer : List.of(desk.loginByForm(zone, "alice"), desk.login(zone, "alice"))) {
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
    Answer answer = desk.as(user, zone, "GET", "/whoami").send();

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
    assertThat(desk.as("alice", zone, "GET", "/admin/report").send().status()).isEqualTo(403);
    assertThat(desk.as("carol", zone, "GET", "/admin/report").send().status()).isEqualTo(403);
    assertThat(desk.as("bob", zone, "GET", "/admin/report").send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "stateless"})
  void logoutEndsTheLogin(String zone) {
    Answer login = desk.login(zone, "alice");

    Answer logout = desk.with(login, zone, "POST", "/logout").send();

    assertThat(logout.status()).isEqualTo(204);
    assertThat(desk.with(login, zone, "GET", "/whoami").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void logoutOfAFormIsRedirected(String zone) {
    Answer login = desk.login(zone, "alice");
    Call call = http.post("/" + zone + "/logout").accept("text/html");
    call.cookie(login.setCookie().name(), login.setCookie().value());

    assertThat(call.form("a", "b").send().status()).isEqualTo(303);
    assertThat(desk.with(login, zone, "GET", "/whoami").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful", "tabs"})
  void attributesAreKept(String zone) {
    Browser alice = desk.browser(zone, "alice");
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
    Browser alice = desk.browser(zone, "alice");

    for (long expected = 1; expected <= 3; expected++) {
      Answer answer = alice.post("/" + zone + "/lab/counter").send();
      assertThat(answer.json()).containsEntry("value", expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void slowAnswerKeepsItsAttribute(String zone) {
    Browser alice = desk.browser(zone, "alice");

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
    Browser alice = desk.browser(zone, "alice");

    Answer answer =
        alice.get("/" + zone + "/lab/commit/" + way + "?name=n-" + way + "&value=v").send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(alice.get("/" + zone + "/attributes").send().json()).containsEntry("n-" + way, "v");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void rotationChangesTheIdAndKeepsTheLogin(String zone) {
    Browser alice = desk.browser(zone, "alice");
    String before = alice.onlyCookie();

    Answer rotated = alice.post("/" + zone + "/lab/rotate").send();

    assertThat(rotated.status()).isBetween(200, 204);
    assertThat(alice.onlyCookie()).isNotEqualTo(before);
    assertThat(alice.get("/" + zone + "/whoami").send().text("name")).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void usersSeeWhereTheyAreSignedInAndEndOneOrTheOthers(String zone) {
    Browser lost = desk.browser(zone, "carol");
    Browser other = desk.browser(zone, "carol");
    Browser here = desk.browser(zone, "carol");
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
    Browser carol = desk.browser("session", "carol");

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
    Browser alice = desk.browser("tabs", "alice");
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
    Browser alice = desk.browser("tabs", "alice");
    String session = "__Host-desk-tabs-attributes";
    alice.call("PUT", "/tabs/attributes/colour").body("text/plain", "green").send();

    Answer tooMuch =
        alice.call("PUT", "/tabs/attributes/photo").body("text/plain", "x".repeat(5000)).send();
    alice.post("/tabs/refresh").send();
    Answer shown = alice.get("/tabs/attributes").send();
    Answer bobs =
        desk.browser("tabs", "bob")
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
    Browser session = desk.browser("session", "carol");
    Browser tabs = desk.browser("tabs", "carol");
    Answer stateful = desk.login("stateful", "carol");
    Answer stateless = desk.login("stateless", "carol");

    Answer demoted =
        desk.as("bob", "session", "POST", "/accounts/carol")
            .json("{\"roles\":\"customer\"}")
            .send();
    try {
      assertThat(demoted.status()).isEqualTo(200);
      assertThat(rolesIn(session.get("/session/whoami").send())).isEqualTo(List.of("customer"));
      assertThat(session.get("/session/moves/x").send().status()).isEqualTo(403);
      assertThat(rolesIn(desk.with(stateful, "stateful", "GET", "/whoami").send()))
          .isEqualTo(List.of("customer"));
      assertThat(desk.with(stateless, "stateless", "GET", "/whoami").send().status())
          .isEqualTo(401);
      assertThat(tabs.get("/tabs/whoami").send().status()).isEqualTo(401);
      assertThat(tabs.post("/tabs/refresh").send().status()).isEqualTo(204);
      assertThat(rolesIn(tabs.get("/tabs/whoami").send())).isEqualTo(List.of("customer"));
      assertThat(rolesIn(desk.as("carol", "session", "GET", "/whoami").send()))
          .isEqualTo(List.of("customer"));
    } finally {
      Call restored = desk.as("bob", "session", "POST", "/accounts/carol");
      assertThat(restored.form("roles", "clerk").send().status()).isEqualTo(303);
    }
    assertThat(rolesIn(session.get("/session/whoami").send())).isEqualTo(List.of("clerk"));
  }

  private static Object rolesIn(Answer whoami) {
    assertThat(whoami.status()).isEqualTo(200);
    return whoami.json().get("roles");
  }

  private static List<String> handles(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return HANDLE.matcher(answer.body()).results().map(found -> found.group(1)).toList();
  }
}
