package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients take tokens back (RFC 7009) and ask what they are worth (RFC 7662), over HTTP. */
final class ClientEndpointsTest {

  private static final String SECRET = "a secret: of 100 %";
  private static String lines = "";

  private final Site site = new Site();

  /** The app itself, a server that is sent tokens, and one that is nobody in particular. */
  @BeforeAll
  static void nameClients() throws Exception {
    lines =
        ClientKeys.line("lab", SECRET, "")
            + ClientKeys.line("desk", SECRET, "introspect")
            + ClientKeys.line("other", SECRET, "");
  }

  @BeforeEach
  void start() throws Exception {
    var settings =
        site.settings(
            "strategy", "stateless-jwt",
            "login.path", "/login",
            "login.verifier", LabVerifier.class.getName(),
            "refresh.path", "/refresh",
            "clients.file", "/WEB-INF/clients",
            "revoke.path", "/revoke",
            "introspect.path", "/introspect",
            "token.path", "/token",
            "revocation.staleness", "0s",
            "access", "/report scope introspect; /* authenticated");
    site.file("WEB-INF/clients", lines)
        .filter("web", settings, "/*")
        .at("/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at("/report", (request, response) -> response.getWriter().write(kind(request)))
        .start();
  }

  private static String kind(HttpServletRequest request) {
    return ((Identity) request.getUserPrincipal()).isClient() ? "client" : "user";
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void anAccessTokenIsTakenBackWithItsGrant() throws Exception { // RV-1
    var alice = site.client();
    var login = json(alice.login("alice"));

    var answer = revoke("lab", alice.bearer());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(alice.get("/who").statusCode()).isEqualTo(401);
    assertThat(refresh(login).statusCode()).isEqualTo(401);
  }

  @Test
  void aRefreshTokenIsTakenBackWithItsAccessTokens() throws Exception { // RV-3
    var alice = site.client();
    var login = json(alice.login("alice"));

    assertThat(revoke("lab", text(login, "refresh_token")).statusCode()).isEqualTo(200);

    assertThat(alice.get("/who").statusCode()).isEqualTo(401);
    assertThat(refresh(login).statusCode()).isEqualTo(401);
  }

  @Test
  void aWrongHintMisleadsNobody() throws Exception { // RV-1
    var alice = site.client();
    alice.login("alice");

    assertThat(
            post("/revoke", "lab", "token_type_hint=refresh_token&token=" + alice.bearer())
                .statusCode())
        .isEqualTo(200);

    assertThat(alice.get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void whatIsUnknownOrTakenBackAlreadyIsTheSameAnswer() throws Exception { // RV-2
    var alice = site.client();
    alice.login("alice");
    var first = revoke("lab", alice.bearer());

    for (String token : List.of(alice.bearer(), "nonsense", "a.b.c")) {
      var again = revoke("lab", token);
      assertThat(again.statusCode()).isEqualTo(first.statusCode());
      assertThat(again.body()).isEqualTo(first.body());
    }
  }

  @Test
  void anotherClientsTokensAreLeftAloneAndNobodyLearnsSo() throws Exception { // RV-5
    var alice = site.client();
    var login = json(alice.login("alice"));

    for (String client : List.of("other", "desk")) {
      assertThat(revoke(client, alice.bearer()).statusCode()).isEqualTo(200);
      assertThat(revoke(client, text(login, "refresh_token")).statusCode()).isEqualTo(200);
    }

    assertThat(alice.get("/who").body()).isEqualTo("alice");
    assertThat(refresh(login).statusCode()).isEqualTo(200);
  }

  @Test
  void aRevocationThatIsNotConfirmedIsReportedAndMadeAgain() throws Exception { // RV-4
    var alice = site.client();
    var login = json(alice.login("alice"));
    site.stores.breakDown();

    for (String token : List.of(alice.bearer(), text(login, "refresh_token"))) {
      var down = revoke("lab", token);
      assertThat(down.statusCode()).isEqualTo(503);
      assertThat(down.headers().firstValue("retry-after")).isPresent();
      // The node itself denies it by now; that is no confirmation.
      assertThat(revoke("lab", token).statusCode()).isEqualTo(503);
    }

    site.stores.mend();
    assertThat(revoke("lab", alice.bearer()).statusCode()).isEqualTo(200);
    assertThat(alice.get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void aServerHearsWhatATokenIsWorth() throws Exception { // IN-1, IN-3
    var alice = site.client();
    alice.login("alice");

    var answer = introspect("desk", alice.bearer());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(json(answer))
        .containsEntry("active", true)
        .containsEntry("sub", "alice")
        .containsEntry("client_id", "lab")
        .containsEntry("token_type", "Bearer")
        .containsEntry("aud", "lab")
        .containsEntry("roles", List.of("customer"))
        .containsKeys("exp", "iat", "jti", "iss")
        .doesNotContainKey("sid");
  }

  @Test
  void whateverIsNotGoodIsInactiveAndNothingElseIsTold() throws Exception { // IN-2
    var alice = site.client();
    var login = json(alice.login("alice"));
    var live = alice.bearer();

    assertThat(introspect("desk", "nonsense").body()).isEqualTo("{\"active\":false}");
    assertThat(introspect("desk", live + "x").body()).isEqualTo("{\"active\":false}");
    assertThat(introspect("other", live).body()).isEqualTo("{\"active\":false}");
    assertThat(introspect("desk", text(login, "refresh_token")).body())
        .isEqualTo("{\"active\":false}");
    revoke("lab", live);
    assertThat(introspect("desk", live).body()).isEqualTo("{\"active\":false}");
    assertThat(introspect("desk", live).statusCode()).isEqualTo(200);
  }

  @Test
  void nothingIsActiveWhileThatCannotBeTold() throws Exception { // IN-4
    var alice = site.client();
    alice.login("alice");
    site.stores.breakDown();

    var answer = introspect("desk", alice.bearer());

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).doesNotContain("active");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/revoke", "/introspect"})
  void whoeverProvesNoClientIsRefused(String path) throws Exception { // RV-1, IN-1
    var alice = site.client();
    alice.login("alice");
    var form = "token=" + alice.bearer();

    for (var caller :
        List.of(
            site.client(),
            alice,
            site.client().authorizing(basic("lab", "wrong")),
            site.client().authorizing(basic("nobody", SECRET)),
            site.client().authorizing("Basic !"))) {
      var answer = caller.submit(path, form);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
      assertThat(answer.headers().firstValue("www-authenticate")).contains("Basic realm=\"lab\"");
    }
    assertThat(alice.get("/who").body()).isEqualTo("alice");
  }

  @Test
  void aClientMayProveItselfInTheForm() throws Exception {
    var alice = site.client();
    alice.login("alice");
    var secret = URLEncoder.encode(SECRET, UTF_8);

    var answer =
        site.client()
            .submit(
                "/introspect",
                "client_id=desk&client_secret=" + secret + "&token=" + alice.bearer());

    assertThat(json(answer)).containsEntry("active", true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "token=a&token=b", "token=a&client_secret=x"})
  void aFormThatIsNotUnderstoodIsToldSo(String form) throws Exception { // RV-1
    var answer = post("/revoke", "lab", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_request\"}");
  }

  @Test
  void onlyAFormThatIsPostedIsRead() throws Exception { // RV-1, IN-1
    var client = site.client().authorizing(basic("lab", SECRET));

    assertThat(client.get("/introspect?token=a").statusCode()).isEqualTo(405);
    assertThat(client.submit("/introspect?token=a", "").statusCode()).isEqualTo(400);
    assertThat(client.postJson("/revoke", "{\"token\":\"a\"}").statusCode()).isEqualTo(415);
  }

  @Test
  void guessingASecretIsThrottledAndWhoKnowsItStaysIn() throws Exception {
    assertThat(introspect("desk", "a").statusCode()).isEqualTo(200);
    var guesser = site.client().authorizing(basic("desk", "wrong"));
    int status = 401;
    for (int guess = 0; guess < 200 && status == 401; guess++) {
      status = guesser.submit("/introspect", "token=a").statusCode();
    }

    assertThat(status).isEqualTo(429);
    assertThat(introspect("desk", "a").statusCode()).isEqualTo(200);
  }

  @Test
  void aClientGetsAShortTokenForItself() throws Exception { // AT-2, AT-5
    var answer = post("/token", "desk", "grant_type=client_credentials");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(json(answer))
        .containsEntry("scope", "introspect")
        .containsEntry("token_type", "Bearer");
    assertThat(((Number) requireNonNull(json(answer).get("expires_in"))).longValue())
        .isBetween(1L, 300L);
    var token = text(json(answer), "access_token");
    assertThat(site.client().bearing(token).get("/report").body()).isEqualTo("client");
    assertThat(json(introspect("desk", token)))
        .containsEntry("sub", "desk")
        .containsEntry("client_id", "desk");
  }

  @Test
  void aClientIsNoUserOfTheSameName() throws Exception { // AT-5
    var user = site.client();
    user.login("desk");
    var token = text(json(post("/token", "desk", "grant_type=client_credentials")), "access_token");

    assertThat(user.get("/who").body()).isEqualTo("desk");
    assertThat(user.get("/report").statusCode()).isEqualTo(403);
    assertThat(site.client().bearing(token).get("/who").body()).isEqualTo("|desk");
    assertThat(site.client().login("|desk").statusCode()).isEqualTo(503);
  }

  @Test
  void aClientTakesItsOwnTokenBack() throws Exception { // RV-1
    var token = text(json(post("/token", "desk", "grant_type=client_credentials")), "access_token");

    assertThat(revoke("lab", token).statusCode()).isEqualTo(200);
    assertThat(site.client().bearing(token).get("/who").statusCode()).isEqualTo(200);

    assertThat(revoke("desk", token).statusCode()).isEqualTo(200);
    assertThat(site.client().bearing(token).get("/who").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "grant_type=client_credentials&scope=introspect admin, invalid_scope",
    "grant_type=password, unsupported_grant_type",
    "scope=introspect, invalid_request"
  })
  void aClientGetsNoMoreThanItsRights(String form, String error) throws Exception {
    var answer = post("/token", "desk", form.replace(' ', '+'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
  }

  @Test
  void withoutAGoodSecretThereIsNoToken() throws Exception {
    var answer =
        site.client()
            .authorizing(basic("desk", "wrong"))
            .submit("/token", "grant_type=client_credentials");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
  }

  private HttpResponse<String> revoke(String client, String token) throws Exception {
    return post("/revoke", client, "token=" + token);
  }

  private HttpResponse<String> introspect(String client, String token) throws Exception {
    return post("/introspect", client, "token=" + token);
  }

  private HttpResponse<String> post(String path, String client, String form) throws Exception {
    return site.client().authorizing(basic(client, SECRET)).submit(path, form);
  }

  private HttpResponse<String> refresh(Map<String, Object> login) throws Exception {
    return site.client()
        .postJson("/refresh", "{\"refresh_token\":\"" + text(login, "refresh_token") + "\"}");
  }

  static String basic(String client, String secret) {
    var pair = client + ":" + URLEncoder.encode(secret, UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
    return Json.readObject(answer.body().getBytes(UTF_8));
  }

  private static String text(Map<String, Object> members, String name) {
    return (String) requireNonNull(members.get(name));
  }
}
