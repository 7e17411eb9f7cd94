package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import dev.postern.store.contract.Race;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens over HTTP: in the body of programs, and in the cookie of browsers. */
final class RefreshTest {

  private static final String COOKIE = "lab-web";
  private static final String REFRESH_COOKIE = "lab-web-refresh";

  private final Site site = new Site();

  @BeforeEach
  void start() throws Exception {
    zone("/api", "transport", "bearer");
    zone("/strict", "transport", "bearer", "refresh.grace", "0s");
    zone("/web", "transport", "cookie", "cookie.name", COOKIE, "login.page", "/web/form");
    zone("/both", "transport", "cookie,bearer", "cookie.name", "lab-both");
    site.filter(
            "plain",
            site.settings(
                "strategy", "stateless-jwt",
                "login.path", "/plain/login",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/plain/refresh authenticated"),
            "/plain/*")
        .at("/plain/refresh", (request, response) -> response.getWriter().write("mine"))
        .start();
  }

  private void zone(String path, String... more) {
    var settings =
        site.settings(
            "strategy", "stateless-jwt",
            "login.path", path + "/login",
            "logout.path", path + "/logout",
            "refresh.path", path + "/refresh",
            "sessions.path", path + "/sessions",
            "login.verifier", LabVerifier.class.getName(),
            "access",
                "%1$s/open anyone; %1$s/desk role clerk; %1$s/* authenticated".formatted(path));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    site.filter(path, settings, path + "/*")
        .at(
            path + "/who",
            (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at(
            path + "/open",
            (request, response) -> {
              response.flushBuffer();
              response.getWriter().write("late:" + request.getRemoteUser());
            });
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void aProgramGetsANewPairForItsRefreshToken() throws Exception { // RT-1, RT-4, SU-2
    var client = site.client();
    var login = client.login("/api/login", "alice", "right");

    var answer = refresh(client, "/api", refreshToken(login));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    var before = Json.readObject(login.body().getBytes(UTF_8));
    var after = Json.readObject(answer.body().getBytes(UTF_8));
    assertThat(after).containsEntry("token_type", "Bearer").containsKey("refresh_expires_in");
    assertThat(after.get("refresh_token")).isNotEqualTo(before.get("refresh_token"));
    assertThat(claims(after)).containsEntry("sub", "alice").containsKey("sid");
    for (String kept : List.of("sid", "auth_time", "roles", "amr", "client_id", "aud")) {
      assertThat(claims(after)).containsEntry(kept, claims(before).get(kept));
    }
    assertThat(bearing(answer).get("/api/who").body()).isEqualTo("alice");
  }

  @Test
  void aFormIsReadAsRfc6749HasIt() throws Exception {
    var token = refreshToken(site.client().login("/api/login", "alice", "right"));

    var answer =
        site.client()
            .submit(
                "/api/refresh", "grant_type=refresh_token&client_id=lab&refresh_token=" + token);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(bearing(answer).get("/api/who").body()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=password&refresh_token=",
        "refresh_token=a&refresh_token=",
        "scope=admin&refresh_token=",
        "nothing="
      })
  void aFormThatAsksForSomethingElseIsNotUnderstoodAndUsesNothingUp(String form)
      throws Exception { // RT-4
    var token = refreshToken(site.client().login("/api/login", "alice", "right"));

    assertThat(site.client().submit("/api/refresh", form + token).statusCode()).isEqualTo(400);

    assertThat(refresh(site.client(), "/api", token).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherClientOrAnotherFiltersAudienceIsRefused() throws Exception { // RT-4
    var token = refreshToken(site.client().login("/api/login", "alice", "right"));

    var answer = site.client().submit("/api/refresh", "client_id=evil&refresh_token=" + token);

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void theOneTokenIsNotTakenForTheOther() throws Exception { // RT-9
    var client = site.client();
    var token = refreshToken(client.login("/api/login", "alice", "right"));

    assertThat(site.client().bearing(token).get("/api/who").statusCode()).isEqualTo(401);
    assertThat(refresh(site.client(), "/api", client.bearer()).statusCode()).isEqualTo(401);

    var browser = loggedIn();
    var swapped =
        site.client()
            .cookie(COOKIE, browser.cookie(REFRESH_COOKIE))
            .cookie(REFRESH_COOKIE, browser.cookie(COOKIE));
    assertThat(swapped.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(swapped.post("/web/refresh").statusCode()).isEqualTo(401);
  }

  @Test
  void aBrowserRefreshesByACookieOfItsOwn() throws Exception { // RT-9, CK-1
    var browser = loggedIn();
    var old = browser.twin();

    var answer = browser.post("/web/refresh", "Sec-Fetch-Site", "same-origin");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(answer.headers().allValues("set-cookie"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).endsWith("; Path=/; HttpOnly; SameSite=Lax"))
        .anySatisfy(line -> assertThat(line).startsWith(REFRESH_COOKIE + "="));
    assertThat(browser.cookie(REFRESH_COOKIE)).isNotEqualTo(old.cookie(REFRESH_COOKIE));
    assertThat(browser.get("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void whereBothTransportsAreOnTheRefreshTokenIsInItsCookieOnly() throws Exception {
    var client = site.client();
    var login = client.login("/both/login", "alice", "right");
    assertThat(login.body()).contains("access_token").doesNotContain("refresh_token");
    assertThat(client.cookie("lab-both-refresh")).isNotEmpty();

    var answer = client.post("/both/refresh");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("access_token").doesNotContain("refresh_token");
    assertThat(bearing(answer).get("/both/who").body()).isEqualTo("alice");
  }

  @Test
  void anotherSiteRefreshesNothing() throws Exception { // CS-1
    var browser = loggedIn();
    site.stores.tripsSinceLast();

    var forged = browser.post("/web/refresh", "Sec-Fetch-Site", "cross-site");

    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.headers().allValues("set-cookie")).isEmpty();
    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void aForgedTokenCostsNoTrip() throws Exception {
    var browser = loggedIn();
    var token = browser.cookie(REFRESH_COOKIE);
    browser.cookie(REFRESH_COOKIE, (token.startsWith("_") ? "-" : "_") + token.substring(1));
    site.stores.tripsSinceLast();

    var refused = browser.post("/web/refresh");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().allValues("set-cookie")).isEmpty(); // RT-7
    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void twoRefreshCookiesAreNotChosenBetween() throws Exception { // CK-3
    var browser = loggedIn();
    var value = browser.cookie(REFRESH_COOKIE);
    var twice = browser.twin().cookie(REFRESH_COOKIE, value + "; " + REFRESH_COOKIE + "=x");

    var answer = twice.post("/web/refresh");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().allValues("set-cookie")).isEmpty();
    assertThat(browser.post("/web/refresh").statusCode()).isEqualTo(204);
  }

  @Test
  void theLoserOfARaceGetsTheSamePairAndLosesNothing() throws Exception { // RT-6, RT-7
    var browser = loggedIn();
    var tabs = IntStream.range(0, 8).mapToObj(n -> browser.twin()).toList();

    try (var race = new Race()) {
      var answers = race.run(tabs.stream().map(tab -> posting(tab, "/web/refresh")).toList());
      assertThat(answers).allMatch(answer -> answer.statusCode() == 204);
    }

    assertThat(tabs.stream().map(tab -> tab.cookie(REFRESH_COOKIE)).distinct()).hasSize(1);
    assertThat(tabs).allSatisfy(tab -> assertThat(tab.get("/web/who").body()).isEqualTo("alice"));
    assertThat(tabs.get(3).post("/web/refresh").statusCode()).isEqualTo(204);
  }

  @Test
  void aTokenThatIsUsedTwiceEndsTheLoginAndItsAccessTokens() throws Exception { // RT-2, RV-3
    var client = site.client();
    var login = client.login("/strict/login", "alice", "right");
    var second = refresh(client, "/strict", refreshToken(login));
    assertThat(client.get("/strict/who").body()).isEqualTo("alice");

    var thief = refresh(site.client(), "/strict", refreshToken(login));

    assertThat(thief.statusCode()).isEqualTo(401);
    assertThat(thief.headers().allValues("set-cookie")).isEmpty(); // RT-7
    assertThat(client.get("/strict/who").statusCode()).isEqualTo(401);
    assertThat(bearing(second).get("/strict/who").statusCode()).isEqualTo(401);
    assertThat(refresh(client, "/strict", refreshToken(second)).statusCode()).isEqualTo(401);
  }

  @Test
  void aLogoutEndsTheGrantWithEveryTokenOfIt() throws Exception { // RT-5, RT-8, RV-3
    var browser = loggedIn();
    var before = browser.twin();
    browser.post("/web/refresh");
    var after = browser.twin();

    var answer = browser.post("/web/logout");

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(browser.cookie(COOKIE) + browser.cookie(REFRESH_COOKIE)).isEmpty();
    for (var copy : List.of(before, after)) {
      assertThat(copy.get("/web/who").statusCode()).isEqualTo(401);
      var refused = copy.post("/web/refresh");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().allValues("set-cookie")).isEmpty();
    }
  }

  @Test
  void aLogoutNeedsNoAccessTokenThatIsStillGood() throws Exception { // RT-5, RV-3
    var browser = loggedIn();
    var copy = browser.twin();
    browser.cookie(COOKIE, "run-out");

    assertThat(browser.post("/web/logout").statusCode()).isEqualTo(204);

    assertThat(copy.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(copy.post("/web/refresh").statusCode()).isEqualTo(401);
  }

  @Test
  void aLoginEndsTheGrantOfTheLoginBefore() throws Exception {
    var browser = loggedIn();
    var before = browser.twin();

    browser.login("/web/login", "alice", "right");

    assertThat(before.post("/web/refresh").statusCode()).isEqualTo(401);
    assertThat(browser.post("/web/refresh").statusCode()).isEqualTo(204);
  }

  @Test
  void troubleWithTheStoreIsToldAndUsesNothingUp() throws Exception { // RT-7, RV-4
    var browser = loggedIn();
    site.stores.breakDown();

    var down = browser.post("/web/refresh");

    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("retry-after")).isPresent();
    assertThat(down.headers().allValues("set-cookie")).isEmpty();
    site.stores.mend();
    assertThat(browser.post("/web/refresh").statusCode()).isEqualTo(204);
  }

  @Test
  void aPageIsServedAlthoughTheAccessTokenHasRunOut() throws Exception {
    var browser = loggedIn();
    var old = browser.twin();
    browser.cookie(COOKIE, "run-out");

    var page = browser.visit("/web/who");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo("alice");
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(browser.cookie(REFRESH_COOKIE)).isNotEqualTo(old.cookie(REFRESH_COOKIE));
    assertThat(browser.get("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void aPageThatIsNotOpenToThemCostsNobodyTheirLogin() throws Exception { // RT-2, RT-7
    var browser = loggedIn();
    var old = browser.twin();
    browser.cookie(COOKIE, "run-out");

    var page = browser.visit("/web/desk");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.headers().firstValue("cache-control")).contains("no-store");
    assertThat(browser.cookie(REFRESH_COOKIE)).isNotEqualTo(old.cookie(REFRESH_COOKIE));
    assertThat(browser.get("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void aPageIsServedAlthoughThereIsNoAccessTokenLeft() throws Exception {
    var browser = loggedIn();
    browser.cookie(COOKIE, "");

    assertThat(browser.visit("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void onlyASafeNavigationRefreshesUnasked() throws Exception {
    var browser = loggedIn();
    browser.cookie(COOKIE, "run-out");
    site.stores.tripsSinceLast();

    assertThat(browser.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(browser.submit("/web/who", "a=b").statusCode()).isIn(401, 303);

    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void noRefreshBeginsThatCouldNotBeTold() throws Exception {
    var browser = loggedIn();
    browser.cookie(COOKIE, "run-out");

    assertThat(browser.visit("/web/open").body()).isEqualTo("late:null");

    assertThat(browser.visit("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void pagesThatAreOpenedAtOnceShareOneRefresh() throws Exception { // RT-6
    var browser = loggedIn();
    browser.cookie(COOKIE, "run-out");
    var tabs = IntStream.range(0, 8).mapToObj(n -> browser.twin()).toList();

    try (var race = new Race()) {
      var answers = race.run(tabs.stream().map(tab -> visiting(tab, "/web/who")).toList());
      assertThat(answers).allMatch(answer -> answer.body().equals("alice"));
    }

    assertThat(tabs.stream().map(tab -> tab.cookie(REFRESH_COOKIE)).distinct()).hasSize(1);
  }

  @Test
  void aPageWhoseGrantIsOverLeadsToTheLogin() throws Exception { // RT-7
    var browser = loggedIn();
    browser.twin().post("/web/logout");

    var page = browser.visit("/web/who");

    assertThat(page.statusCode()).isEqualTo(303);
    assertThat(page.headers().firstValue("location")).contains("/web/form");
    assertThat(page.headers().allValues("set-cookie")).noneMatch(line -> line.startsWith(COOKIE));
  }

  @Test
  void aPageIsNoReasonToLogOutWhileTheStoreIsLost() throws Exception {
    var browser = loggedIn();
    browser.cookie(COOKIE, "run-out");
    site.stores.breakDown();

    assertThat(browser.visit("/web/who").statusCode()).isEqualTo(503);

    site.stores.mend();
    assertThat(browser.visit("/web/who").body()).isEqualTo("alice");
  }

  @Test
  void grantsAreListedAndEndedByTheirHandles() throws Exception { // RV-3
    var phone = site.client();
    var login = phone.login("/api/login", "alice", "right");
    var browser = loggedIn();

    var list = phone.get("/api/sessions");

    assertThat(list.body()).contains("\"kind\":\"grant\"").doesNotContain("\"kind\":\"session\"");
    var handles =
        Pattern.compile("\"handle\":\"([^\"]{22})\"")
            .matcher(list.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(handles)
        .hasSize(2)
        .first()
        .isEqualTo(claims(Json.readObject(login.body().getBytes(UTF_8))).get("sid"));
    assertThat(phone.delete("/api/sessions/" + handles.get(1)).statusCode()).isEqualTo(204);
    assertThat(browser.get("/web/who").statusCode()).isEqualTo(401);
    assertThat(browser.post("/web/refresh").statusCode()).isEqualTo(401);

    assertThat(phone.delete("/api/sessions/" + handles.get(0)).statusCode()).isEqualTo(204);
    assertThat(phone.get("/api/who").statusCode()).isEqualTo(401);
    assertThat(refresh(site.client(), "/api", refreshToken(login)).statusCode()).isEqualTo(401);
  }

  @Test
  void aFilterWithoutTheSettingGivesNoRefreshTokenOut() throws Exception {
    var client = site.client();

    assertThat(client.login("/plain/login", "alice", "right").body())
        .contains("access_token")
        .doesNotContain("refresh_token");
    assertThat(client.post("/plain/refresh").body()).isEqualTo("mine");
  }

  @Test
  void onlyAPostRefreshes() throws Exception {
    var answer = loggedIn().get("/web/refresh");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("POST");
  }

  private Client loggedIn() throws Exception {
    var browser = site.client();
    assertThat(browser.login("/web/login", "alice", "right").statusCode()).isEqualTo(200);
    assertThat(browser.cookie(REFRESH_COOKIE)).isNotEmpty();
    return browser;
  }

  private static HttpResponse<String> refresh(Client client, String zone, String token)
      throws Exception {
    return client.postJson(zone + "/refresh", "{\"refresh_token\":\"" + token + "\"}");
  }

  private static Callable<HttpResponse<String>> posting(Client client, String path) {
    return () -> client.post(path);
  }

  private static Callable<HttpResponse<String>> visiting(Client client, String path) {
    return () -> client.visit(path);
  }

  private static String refreshToken(HttpResponse<String> answer) throws Exception {
    return member(Json.readObject(answer.body().getBytes(UTF_8)), "refresh_token");
  }

  private Client bearing(HttpResponse<String> answer) throws Exception {
    var body = Json.readObject(answer.body().getBytes(UTF_8));
    return site.client().bearing(member(body, "access_token"));
  }

  private static Map<String, Object> claims(Map<String, Object> answer) throws Exception {
    var token = member(answer, "access_token");
    return Json.readObject(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static String member(Map<String, Object> answer, String name) {
    return (String) requireNonNull(answer.get(name));
  }
}
