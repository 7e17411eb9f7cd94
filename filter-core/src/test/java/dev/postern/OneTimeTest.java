package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.contract.Race;
import java.io.IOException;
import java.io.Reader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop issues one-time tokens, and another server that knows its public key takes them. */
final class OneTimeTest {

  private static final int PRESENTERS = 64;
  private static final int TOKENS = 20;

  private static Site shop;
  private static Site labels;

  @BeforeAll
  static void start() throws Exception {
    shop = new Site();
    labels = new Site();
    startShop();
    zone("/labels", "one-time.parameter", "token");
    zone("/again", "one-time.parameter", "token", "one-time.window", "10m");
    zone("/brief", "one-time.parameter", "token", "token.clock-skew", "0s");
    zone("/api", "strategy", "stateless-jwt");
    zone(
        "/desk",
        "one-time.parameter",
        "token",
        "strategy",
        "stateless-jwt",
        "access",
        "GET /desk/7 role one-time; /desk/open anyone; /desk/account authenticated");
    deskPaths();
    zone(
        "/closed",
        "one-time.parameter",
        "token",
        "one-time.servers",
        "shop http://localhost:1/jwks.json");
    labels.start();
  }

  private static void startShop() throws Exception {
    shop.filter(
        "web",
        shop.settings(
            "app", "shop",
            "one-time.issue", "true",
            "jwks.path", "/.well-known/jwks.json",
            "access", "/issue anyone"),
        "/*");
    shop.filter(
        "api",
        shop.settings(
            "app", "shop",
            "strategy", "stateless-jwt",
            "login.path", "/api/login",
            "login.verifier", LabVerifier.class.getName(),
            "access", "/api/who authenticated"),
        "/api/*");
    shop.at(
        "/issue",
        (request, response) -> {
          OneTimeRequest wanted =
              OneTimeRequest.of(
                  request.getParameter("aud"),
                  request.getParameter("method"),
                  request.getParameter("path"));
          if (request.getParameter("brief") != null) {
            wanted = wanted.lasting(Duration.ofSeconds(1));
          }
          String body = request.getParameter("body");
          OneTimeToken token =
              OneTimeTokens.of(request.getServletContext())
                  .issue("alice", body == null ? wanted : wanted.withBody(body.getBytes(UTF_8)));
          response.getWriter().write(token.value());
        });
    shop.start();
  }

  private static void zone(String path, String... more) {
    var settings =
        labels.settings(
            "app", "labels",
            "access", path + "/* role one-time",
            "one-time.servers", "shop http://localhost:" + shop.port() + "/.well-known/jwks.json");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    labels
        .filter(path, settings, path + "/*")
        .at(
            path + "/7",
            (request, response) ->
                response.getWriter().write(request.getRemoteUser() + bodyOf(request.getReader())))
        .at(
            path + "/session",
            (request, response) ->
                response.getWriter().write(String.valueOf(request.getSession(false))));
  }

  private static void deskPaths() {
    for (String path : List.of("/desk/account", "/desk/open", "/desk/unlisted")) {
      labels.at(
          path,
          (request, response) -> response.getWriter().write("user " + request.getRemoteUser()));
    }
    labels.at(
        "/desk/7",
        (request, response) -> {
          String target = request.getParameter("to");
          request.getRequestDispatcher(target).forward(request, response);
        });
  }

  private static String bodyOf(Reader reader) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int c = reader.read(); c >= 0; c = reader.read()) {
      text.append((char) c);
    }
    return text.isEmpty() ? "" : ":" + text;
  }

  @AfterAll
  static void stop() throws Exception {
    labels.stop();
    shop.stop();
  }

  @BeforeEach
  void countAnew() {
    labels.calls.set(0);
  }

  @Test
  void aLinkIsGoodForOneDownload() throws Exception { // BR-3
    String link = "/labels/7?token=" + token("GET", "/labels/7");

    HttpResponse<String> first = labels.client().get(link);
    HttpResponse<String> second = labels.client().get(link);

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("alice");
    assertThat(first.headers().firstValue("cache-control").orElseThrow()).contains("private");
    assertThat(first.headers().firstValue("referrer-policy")).contains("no-referrer");
    assertThat(first.headers().allValues("set-cookie")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(labels.calls).hasValue(1);
  }

  // FAULTS T6
  @Test
  void ofManyPresentersAtOnceExactlyOneIsServed() throws Exception {
    List<String> links = new ArrayList<>();
    for (int n = 0; n < TOKENS; n++) {
      links.add("/labels/7?token=" + token("GET", "/labels/7"));
    }
    // The keys of the other server are known then: only a few wait for any length of time.
    assertThat(labels.client().get("/labels/7?token=" + token("GET", "/labels/7")).statusCode())
        .isEqualTo(200);
    try (Race race = new Race()) {
      for (String link : links) {
        Callable<Integer> presenter = () -> labels.client().get(link).statusCode();
        List<Integer> answers = race.run(Collections.nCopies(PRESENTERS, presenter));
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 401);
      }
    }
    assertThat(labels.calls).hasValue(1 + TOKENS);
  }

  @Test
  void withoutAWindowAHeadRequestRunsNothingAndUsesNothingUp() throws Exception {
    String link = "/labels/7?token=" + token("GET", "/labels/7");

    assertThat(labels.client().head(link).statusCode()).isEqualTo(401);
    assertThat(labels.calls).hasValue(0);
    assertThat(labels.client().get(link).statusCode()).isEqualTo(200);
    assertThat(labels.client().head(link).statusCode()).isEqualTo(401);
    assertThat(labels.calls).hasValue(1);
  }

  @Test
  void withinTheWindowAHeadRequestIsForTheSameClientOnly() throws Exception {
    String link = "/again/7?token=" + token("GET", "/again/7");

    assertThat(labels.client().calledItself("loader").get(link).statusCode()).isEqualTo(200);
    assertThat(labels.client().calledItself("thief").head(link).statusCode()).isEqualTo(401);
    assertThat(labels.client().calledItself("loader").head(link).statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverAsksByHeadFirstIsTheClient() throws Exception {
    String link = "/again/7?token=" + token("GET", "/again/7");

    assertThat(labels.client().calledItself("loader").head(link).statusCode()).isEqualTo(200);
    assertThat(labels.client().calledItself("thief").get(link).statusCode()).isEqualTo(401);
    assertThat(labels.client().calledItself("loader").get(link).statusCode()).isEqualTo(200);
  }

  @Test
  void withinTheWindowTheSameClientComesAgainAndNoOther() throws Exception {
    String link = "/again/7?token=" + token("GET", "/again/7");

    assertThat(labels.client().calledItself("loader").get(link).statusCode()).isEqualTo(200);
    assertThat(labels.client().calledItself("thief").get(link).statusCode()).isEqualTo(401);
    assertThat(labels.client().calledItself("loader").get(link).statusCode()).isEqualTo(200);
  }

  @Test
  void whenItsLifeIsOverNobodyNeedHaveUsedIt() throws Exception {
    String brief = "/brief/7?token=" + issued("aud=labels/one-time&method=GET&path=/brief/7&brief");
    String usual = "/brief/7?token=" + token("GET", "/brief/7");

    Instant over = Instant.now().plusSeconds(2);

    Await.until(() -> Instant.now().isAfter(over));

    assertThat(labels.client().get(brief).statusCode()).isEqualTo(401);
    assertThat(labels.client().get(usual).statusCode()).isEqualTo(200);
  }

  @Test
  void itIsGoodForItsRequestOnlyAndNotUsedUpByAnother() throws Exception {
    String token = token("GET", "/labels/7");
    Client client = labels.client();

    assertThat(client.get("/labels/8?token=" + token).statusCode()).isEqualTo(401);
    assertThat(client.get("/again/7?token=" + token).statusCode()).isEqualTo(401);
    assertThat(client.post("/labels/7?token=" + token).statusCode()).isEqualTo(401);
    assertThat(client.get("/api/7?token=" + token).statusCode()).isEqualTo(401);
    assertThat(client.get("/labels/7?token=" + forOthers()).statusCode()).isEqualTo(401);
    assertThat(labels.calls).hasValue(0);
    assertThat(client.get("/labels/7?token=" + token).statusCode()).isEqualTo(200);
  }

  @Test
  void aProgramBearsItInTheHeader() throws Exception {
    Client program = labels.client().bearing(token("DELETE", "/api/7"));

    assertThat(program.get("/api/7").statusCode()).isEqualTo(401);
    assertThat(program.delete("/api/7").body()).isEqualTo("alice");
    assertThat(program.delete("/api/7").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenForOneBodyLetsNoOtherIn() throws Exception {
    String json = "{\"parcel\":7}";
    Client program = labels.client().bearing(token("POST", "/api/7", json));

    assertThat(program.postJson("/api/7", "{\"parcel\":8}").statusCode()).isEqualTo(401);
    assertThat(program.post("/api/7").statusCode()).isEqualTo(401);
    assertThat(program.postJson("/api/7", json).body()).isEqualTo("alice:" + json);
    assertThat(program.postJson("/api/7", json).statusCode()).isEqualTo(401);
  }

  @Test
  void theShopTakesNoneOfItsOwnAndNoneOfItsAccessTokensIsOne() throws Exception { // BCP-12, RT-9
    Client alice = shop.client();
    alice.login("/api/login", "alice", "right");

    assertThat(alice.get("/api/who").statusCode()).isEqualTo(200);
    assertThat(shop.client().bearing(token("GET", "/api/who")).get("/api/who").statusCode())
        .isEqualTo(401);
    assertThat(labels.client().get("/labels/7?token=" + alice.bearer()).statusCode())
        .isEqualTo(401);
    assertThat(labels.client().bearing(alice.bearer()).get("/api/7").statusCode()).isEqualTo(401);
  }

  @Test
  void twoTokensAreOneTooMany() throws Exception {
    String token = token("GET", "/labels/7");
    String link = "/labels/7?token=" + token;

    assertThat(labels.client().get(link + "&token=" + token).statusCode()).isEqualTo(400);
    assertThat(labels.client().bearing(token).get(link).statusCode()).isEqualTo(400);
    assertThat(labels.client().get(link).statusCode()).isEqualTo(200);
  }

  @Test
  void aCookieBesideItDoesNotCount() throws Exception {
    String link = "/labels/7?token=" + token("GET", "/labels/7");

    assertThat(labels.client().cookie("labels-session", "x").get(link).body()).isEqualTo("alice");
  }

  @Test
  void theNameInATokenOpensOnlyWhatIsForOneTimeTokens() throws Exception {
    Client client = labels.client();
    for (String path : List.of("/desk/account", "/desk/unlisted")) {
      assertThat(client.bearing(token("POST", path)).post(path).statusCode()).isEqualTo(401);
      assertThat(client.get(path + "?token=" + token("GET", path)).statusCode()).isEqualTo(401);
    }
    assertThat(labels.calls).hasValue(0);
    assertThat(client.bearing(token("GET", "/desk/open")).get("/desk/open").body())
        .isEqualTo("user null");
    assertThat(client.get("/desk/open?token=" + token("GET", "/desk/open")).body())
        .isEqualTo("user null");
  }

  @Test
  void aForwardDoesNotCarryItToWhereALoginIsNeeded() throws Exception {
    String link = "/desk/7?to=%s&token=";

    assertThat(
            labels
                .client()
                .get(link.formatted("/desk/account") + token("GET", "/desk/7"))
                .statusCode())
        .isEqualTo(403);
    assertThat(labels.client().get(link.formatted("/desk/open") + token("GET", "/desk/7")).body())
        .isEqualTo("user alice");
  }

  @Test
  void thereIsNoSessionAndNoneBegins() throws Exception {
    String link = "/labels/session?token=" + token("GET", "/labels/session");

    assertThat(labels.client().get(link).body()).isEqualTo("null");
  }

  @Test
  void whileTheStoreIsAwayItIs503AndNotUsedUp() throws Exception {
    String link = "/labels/7?token=" + token("GET", "/labels/7");
    labels.client().get("/labels/7?token=" + token("GET", "/labels/7"));
    labels.stores.breakDown();
    HttpResponse<String> away;
    try {
      away = labels.client().get(link);
    } finally {
      labels.stores.mend();
    }

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("retry-after")).isPresent();
    assertThat(labels.calls).hasValue(1);
    assertThat(labels.client().get(link).statusCode()).isEqualTo(200);
  }

  @Test
  void aServerWhoseKeysCannotBeHadIs503() throws Exception { // ROT-3
    String link = "/closed/7?token=" + token("GET", "/closed/7");

    assertThat(labels.client().get(link).statusCode()).isEqualTo(503);
    assertThat(labels.calls).hasValue(0);
  }

  @Test
  void theTextOfATokenIsNeverShown() {
    assertThat(new OneTimeToken("secret", Instant.EPOCH).toString()).doesNotContain("secret");
  }

  private String token(String method, String path) throws Exception {
    return issued("aud=labels/one-time&method=" + method + "&path=" + path);
  }

  private String token(String method, String path, String body) throws Exception {
    return issued(
        "aud=labels/one-time&method="
            + method
            + "&path="
            + path
            + "&body="
            + URLEncoder.encode(body, UTF_8));
  }

  private String forOthers() throws Exception {
    return issued("aud=labels&method=GET&path=/labels/7");
  }

  private String issued(String query) throws Exception {
    HttpResponse<String> answer = shop.client().get("/issue?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
