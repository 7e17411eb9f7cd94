package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.store.contract.NewKeys;
import dev.postern.store.contract.Race;
import dev.postern.token.IssuerServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a key of the client (RFC 9449), over HTTP, on two nodes. */
final class DpopTest {

  private static final int PRESENTERS = 16;

  private static final LabStores STORES = new LabStores();
  private static final Clock CLOCK = Clock.systemUTC();
  private static Path keys;
  private static IssuerServer issuer;
  private static Site site;
  private static Site otherNode;
  private static KeyPair key;
  private static KeyPair thiefs;

  private DpopClient alice;

  /** One way of being wrong with a good token. */
  private interface Attempt {
    HttpResponse<String> by(DpopClient alice) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    keys = NewKeys.make();
    issuer = new IssuerServer("/realms/shop", "ES256");
    key = ClientKeys.ec();
    thiefs = ClientKeys.ec();
    site = node();
    otherNode = node();
  }

  private static Site node() throws Exception {
    Site node = new Site(STORES);
    node.file("WEB-INF/clients", ClientKeys.line("lab", DpopClient.SECRET, "read"));
    zone(node, "/api", "dpop", "optional", "refresh.grace", "0s");
    zone(node, "/strict", "dpop", "required");
    zone(node, "/nonce", "dpop", "required", "dpop.nonce", "true", "dpop.algorithms", "ES256");
    zone(node, "/off");
    zone(node, "/web", "dpop", "optional", "transport", "cookie, bearer");
    return node.start();
  }

  private static void zone(Site node, String path, String... more) {
    Map<String, String> settings =
        node.settings(
            "keys", keys.toString(),
            "strategy", "stateless-jwt",
            "public-origins", DpopClient.ORIGIN + ", https://www.shop.example",
            "login.path", path + "/login",
            "logout.path", path + "/logout",
            "refresh.path", path + "/refresh",
            "login.verifier", LabVerifier.class.getName(),
            "clients.file", "/WEB-INF/clients",
            "token.path", path + "/token",
            "introspect.path", path + "/introspect",
            "revocation.staleness", "60s",
            "trusted-issuers",
                "cloak " + issuer.issuer() + " audience=lab typ=at+jwt algorithms=ES256",
            "access", path + "/open anyone; " + path + "/* authenticated");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    node.filter(path, settings, path + "/*")
        .at(
            path + "/who",
            (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at(
            path + "/open",
            (request, response) ->
                response
                    .getWriter()
                    .write(
                        Authentication.of(request)
                            .login(Identity.ofPassword("bob", Set.of(), CLOCK.instant()))
                            .orElseThrow()
                            .value()));
  }

  @AfterAll
  static void stop() throws Exception {
    site.stop();
    otherNode.stop();
    issuer.close();
  }

  @BeforeEach
  void logIn() throws Exception {
    alice = new DpopClient(site, key);
    assertThat(alice.login("/api/login").statusCode()).isEqualTo(200);
    site.calls.set(0);
  }

  @AfterEach
  void mend() {
    STORES.mend();
  }

  @Test
  void whoLogsInWithAProofGetsATokenForThatKeyOnly() throws Exception { // DP-1
    assertThat(alice.text("token_type")).isEqualTo("DPoP");
    assertThat(alice.claims()).containsEntry("cnf", Map.of("jkt", ClientKeys.thumbprint(key)));
    assertThat(alice.get("/api/who").body()).isEqualTo("alice");
    assertThat(alice.get("/api/who?page=2").body()).isEqualTo("alice");
    assertThat(alice.get("/strict/who").body()).isEqualTo("alice");
  }

  @Test
  void whoLogsInWithoutOneGetsATokenForWhoeverHasIt() throws Exception {
    Client bob = site.client();
    HttpResponse<String> login = bob.login("/api/login", "alice", "right");

    assertThat(login.body()).contains("\"token_type\":\"Bearer\"");
    assertThat(bob.get("/api/who").body()).isEqualTo("alice");
    assertThat(bob.get("/off/who").body()).isEqualTo("alice");
  }

  static Stream<Arguments> attempts() {
    return Stream.of(
        attempt("a bearer", "invalid_token", a -> a.get("/api/who", "Bearer " + a.token())),
        attempt(
            "a bearer with a good proof",
            "invalid_token",
            a -> a.get("/api/who", "Bearer " + a.token(), good(a))),
        attempt("no proof", "invalid_dpop_proof", a -> a.get("/api/who", "DPoP " + a.token())),
        attempt(
            "two proofs",
            "invalid_dpop_proof",
            a -> a.get("/api/who", "DPoP " + a.token(), good(a), good(a))),
        attempt(
            "one proof twice",
            "invalid_dpop_proof",
            a -> {
              String proof = good(a);
              return a.get("/api/who", "DPoP " + a.token(), proof, proof);
            }),
        attempt("a proof by another key", "invalid_token", a -> a.thief(thiefs).get("/api/who")),
        attempt(
            "a proof for another token",
            "invalid_dpop_proof",
            a -> proved(a, a.proof("GET", "/api/who").forToken(a.token() + "x"))),
        attempt(
            "a proof for no token",
            "invalid_dpop_proof",
            a -> proved(a, a.proof("GET", "/api/who"))),
        attempt(
            "a number for the hash of the token",
            "invalid_dpop_proof",
            a -> proved(a, a.proof("GET", "/api/who").claim("ath", 7))),
        attempt(
            "a proof for another path",
            "invalid_dpop_proof",
            a -> proved(a, a.proof("GET", "/api/where").forToken(a.token()))),
        attempt(
            "a proof for another method",
            "invalid_dpop_proof",
            a -> proved(a, a.proof("POST", "/api/who").forToken(a.token()))),
        attempt(
            "a proof for the host that the request names",
            "invalid_dpop_proof",
            a ->
                proved(
                    a,
                    a.proof("GET", "/api/who")
                        .claim("htu", "http://localhost:" + site.port() + "/api/who")
                        .forToken(a.token()))),
        attempt(
            "a proof of long ago",
            "invalid_dpop_proof",
            a ->
                proved(
                    a,
                    a.proof("GET", "/api/who")
                        .claim("iat", CLOCK.instant().getEpochSecond() - 90)
                        .forToken(a.token()))),
        attempt(
            "a huge proof",
            "invalid_dpop_proof",
            a ->
                proved(
                    a,
                    a.proof("GET", "/api/who").claim("x", "x".repeat(3500)).forToken(a.token()))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void aStolenTokenIsWorthNothingWithoutTheKey(String name, String error, Attempt attempt)
      throws Exception { // DP-1, DP-2, DP-4, DP-5
    HttpResponse<String> answer = attempt.by(alice);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("www-authenticate"))
        .hasSize(2)
        .first()
        .asString()
        .isEqualTo("DPoP realm=\"lab\", error=\"" + error + "\", algs=\"ES256 EdDSA PS256 RS256\"");
    assertThat(site.calls).hasValue(0);
    assertThat(alice.get("/api/who").statusCode()).isEqualTo(200);
  }

  @Test
  void theAddressIsThatOfThePublicOriginWhateverHeadersSay() throws Exception { // DP-5
    String proof =
        alice
            .proof("GET", "/api/who")
            .claim("htu", "https://www.shop.example/api/who")
            .forToken(alice.token())
            .signed(key);

    assertThat(alice.get("/api/who", "dpop " + alice.token(), proof).body()).isEqualTo("alice");

    String elsewhere =
        alice
            .proof("GET", "/api/who")
            .claim("htu", "https://evil.example/api/who")
            .forToken(alice.token())
            .signed(key);
    HttpResponse<String> fooled =
        alice.getThrough(
            "/api/who",
            elsewhere,
            "X-Forwarded-Host",
            "evil.example",
            "X-Forwarded-Proto",
            "https",
            "Forwarded",
            "host=evil.example;proto=https");
    assertThat(fooled.statusCode()).isEqualTo(401);
  }

  @Test
  void aProofIsGoodOnceOnAllNodes() throws Exception { // DP-3
    String proof = good(alice);
    String authorization = "DPoP " + alice.token();

    assertThat(alice.get("/api/who", authorization, proof).statusCode()).isEqualTo(200);

    for (DpopClient again : List.of(alice, alice.at(otherNode))) {
      HttpResponse<String> replay = again.get("/api/who", authorization, proof);
      assertThat(replay.statusCode()).isEqualTo(401);
      assertThat(replay.headers().firstValue("www-authenticate").orElseThrow())
          .contains("error=\"invalid_dpop_proof\"");
    }
    assertThat(alice.at(otherNode).get("/api/who").statusCode()).isEqualTo(200);
  }

  @Test
  void ofManyThatPresentOneProofAtOnceOneGetsIn() throws Exception { // DP-3
    String proof = good(alice);
    List<Callable<Integer>> presenters =
        IntStream.range(0, PRESENTERS)
            .mapToObj(i -> i % 2 == 0 ? alice : alice.at(otherNode))
            .<Callable<Integer>>map(
                a -> () -> a.get("/api/who", "DPoP " + a.token(), proof).statusCode())
            .toList();

    try (Race race = new Race()) {
      assertThat(race.run(presenters)).containsOnlyOnce(200).containsOnly(200, 401);
    }
  }

  @Test
  void whenTheStoreIsAwayTheAnswerIs503AndTheProofIsStillGood() throws Exception { // DP-3
    String proof = good(alice);
    STORES.breakDown();

    HttpResponse<String> down = alice.get("/api/who", "DPoP " + alice.token(), proof);

    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("retry-after")).isPresent();
    assertThat(site.calls).hasValue(0);
    STORES.mend();
    assertThat(alice.get("/api/who", "DPoP " + alice.token(), proof).statusCode()).isEqualTo(200);
  }

  @Test
  void aBoundTokenIsNobodysWhereNothingIsBound() throws Exception { // DP-2
    assertThat(alice.get("/off/who").statusCode()).isEqualTo(401);
    assertThat(alice.get("/off/who", "Bearer " + alice.token(), good(alice)).statusCode())
        .isEqualTo(401);
    assertThat(site.client().bearing(alice.token()).post("/off/logout").statusCode())
        .isLessThan(500);
    assertThat(alice.get("/api/who").statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenOfNobodysIsNotMadeBetterByAProof() throws Exception { // DP-1
    Client bob = site.client();
    bob.login("/api/login", "alice", "right");
    String proof =
        AssertionMaker.proof(key, "GET", DpopClient.ORIGIN + "/api/who", CLOCK.instant())
            .forToken(bob.bearer())
            .signed(key);

    HttpResponse<String> answer = alice.get("/api/who", "DPoP " + bob.bearer(), proof);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
        .contains("error=\"invalid_token\"");
    assertThat(bob.get("/strict/who").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"kid\":\"1\"}", "[]", "\"x\"", "{\"jkt\":7}", "{\"jkt\":\"x\"}"})
  void aTokenThatIsBoundInAnotherWayIsNobodys(String cnf) throws Exception { // DP-1
    String json = "{\"cnf\":" + cnf + "}";
    String token = foreignToken(requireNonNull(Json.readObject(json.getBytes(UTF_8)).get("cnf")));

    for (String zone : List.of("/api", "/off")) {
      assertThat(site.client().bearing(token).get(zone + "/who").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void anOutsideIssuersTokenIsBoundAsOursAre() throws Exception { // DP-1, DP-2
    String token = foreignToken(Map.of("jkt", ClientKeys.thumbprint(key)));
    String proof = alice.proof("GET", "/api/who").forToken(token).signed(key);
    String thief =
        AssertionMaker.proof(thiefs, "GET", DpopClient.ORIGIN + "/api/who", CLOCK.instant())
            .forToken(token)
            .signed(thiefs);

    assertThat(alice.get("/api/who", "DPoP " + token, proof).body()).isEqualTo("cloak|alice");
    assertThat(alice.get("/api/who", "DPoP " + token, thief).statusCode()).isEqualTo(401);
    assertThat(site.client().bearing(token).get("/api/who").statusCode()).isEqualTo(401);
    assertThat(site.client().bearing(token).get("/off/who").statusCode()).isEqualTo(401);
  }

  @Test
  void logoutIsForTheOwnerOfTheKeyOnly() throws Exception { // DP-2
    Client bearer = site.client().bearing(alice.token());
    assertThat(bearer.post("/api/logout").statusCode()).isEqualTo(401);
    assertThat(alice.thief(thiefs).send("POST", "/api/logout").statusCode()).isEqualTo(401);
    HttpResponse<String> unheard = alice.send("POST", "/nonce/logout");
    assertThat(unheard.statusCode()).isEqualTo(401);
    assertThat(unheard.headers().firstValue("dpop-nonce")).isPresent();
    assertThat(alice.get("/api/who").statusCode()).isEqualTo(200);

    assertThat(alice.send("POST", "/api/logout").statusCode()).isEqualTo(204);

    assertThat(alice.get("/api/who").statusCode()).isEqualTo(401);
  }

  @Test
  void whereProofsAreRequiredThereIsNoLoginWithout() throws Exception { // DP-1
    DpopClient bob = new DpopClient(site, key);
    String elsewhere = bob.proof("POST", "/api/login").signed(key);

    HttpResponse<String> none = site.client().login("/strict/login", "alice", "right");
    HttpResponse<String> wrong = bob.login("/strict/login", elsewhere);

    for (HttpResponse<String> answer : List.of(none, wrong)) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("\"error\":\"invalid_dpop_proof\"");
      assertThat(answer.headers().allValues("www-authenticate"))
          .singleElement()
          .asString()
          .startsWith("DPoP realm=\"lab\", error=\"invalid_dpop_proof\", algs=");
    }
    assertThat(bob.login("/strict/login").statusCode()).isEqualTo(200);
    assertThat(bob.get("/strict/who").body()).isEqualTo("alice");
  }

  @Test
  void anApplicationsOwnLoginIsBoundToo() throws Exception { // DP-1
    String proof = alice.proof("GET", "/strict/open").signed(key);

    assertThat(site.client().get("/strict/open").statusCode()).isEqualTo(400);
    String token = alice.get("/strict/open", "Basic eDp5", proof).body();

    String own = alice.proof("GET", "/strict/who").forToken(token).signed(key);
    assertThat(alice.get("/strict/who", "DPoP " + token, own).body()).isEqualTo("bob");
    assertThat(site.client().bearing(token).get("/api/who").statusCode()).isEqualTo(401);
  }

  @Test
  void aProofForALoginIsUsedUpByIt() throws Exception { // DP-3
    String proof = alice.proof("POST", "/api/login").signed(key);

    assertThat(alice.login("/api/login", proof).statusCode()).isEqualTo(200);
    assertThat(alice.login("/api/login", proof).statusCode()).isEqualTo(400);
    assertThat(alice.at(otherNode).login("/api/login", proof).statusCode()).isEqualTo(400);
  }

  @Test
  void aRefreshTokenIsWorthNothingWithoutTheKeyAndEndsNothing() throws Exception { // RT-1
    DpopClient thief = alice.thief(thiefs);
    for (int time = 0; time < 3; time++) {
      assertThat(thief.refresh("/api/refresh").statusCode()).isEqualTo(401);
      assertThat(thief.refresh("/api/refresh", new String[0]).statusCode()).isEqualTo(401);
    }
    String stolen = alice.text("refresh_token");

    HttpResponse<String> answer = alice.refresh("/api/refresh");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(alice.text("token_type")).isEqualTo("DPoP");
    assertThat(alice.text("refresh_token")).isNotEqualTo(stolen);
    // Without a grace the old token ends the login of a bearer; not by who lacks the key.
    assertThat(thief.refresh("/api/refresh").statusCode()).isEqualTo(401);
    assertThat(alice.get("/api/who").body()).isEqualTo("alice");
    assertThat(alice.refresh("/api/refresh").statusCode()).isEqualTo(200);
  }

  @Test
  void aLoginOfNobodysKeyStaysSoAndItsRefreshMayBindTheAccessTokenOnly() throws Exception {
    Client bob = site.client();
    assertThat(bob.login("/web/login", "alice", "right").body())
        .contains("\"token_type\":\"Bearer\"");
    assertThat(bob.cookie("lab-stateless-jwt-refresh")).isNotEmpty();
    bob.bearing("");

    HttpResponse<String> bound =
        bob.post(
            "/web/refresh",
            "DPoP",
            AssertionMaker.proof(key, "POST", DpopClient.ORIGIN + "/web/refresh", CLOCK.instant())
                .signed(key));
    HttpResponse<String> unbound = bob.post("/web/refresh");

    assertThat(bound.body()).contains("\"token_type\":\"DPoP\"");
    assertThat(unbound.body()).contains("\"token_type\":\"Bearer\"");
  }

  @Test
  void aPageOfABoundLoginIsNotCarriedOnByTheRefreshCookie() throws Exception {
    Client browser = site.client().cookie("lab-stateless-jwt-refresh", alice.text("refresh_token"));

    assertThat(browser.visit("/web/who").statusCode()).isEqualTo(401);
    assertThat(alice.refresh("/api/refresh").statusCode()).isEqualTo(200);
  }

  @Test
  void aClientGetsABoundTokenForItself() throws Exception { // DP-1
    DpopClient desk = new DpopClient(site, key);
    String form = "grant_type=client_credentials";
    String proof = desk.proof("POST", "/strict/token").signed(key);

    HttpResponse<String> none = desk.postForm("/strict/token", form);
    HttpResponse<String> good = desk.postForm("/strict/token", form, proof);

    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).isEqualTo("{\"error\":\"invalid_dpop_proof\"}");
    assertThat(good.body()).contains("\"token_type\":\"DPoP\"");
    assertThat(desk.get("/api/who").body()).isEqualTo("|lab");
    assertThat(site.client().bearing(desk.token()).get("/api/who").statusCode()).isEqualTo(401);
    assertThat(desk.postForm("/strict/token", form, proof).statusCode()).isEqualTo(400);
  }

  @Test
  void whoAsksWhatABoundTokenIsWorthIsToldToWhomItIsBound() throws Exception {
    HttpResponse<String> answer =
        new DpopClient(site, key).postForm("/api/introspect", "token=" + alice.token());

    assertThat(answer.body())
        .contains("\"token_type\":\"DPoP\"")
        .contains("\"cnf\":{\"jkt\":\"" + ClientKeys.thumbprint(key) + "\"}");
  }

  @Test
  void aNonceIsAskedForAndThenTaken() throws Exception { // DP-1, DP-4
    DpopClient bob = new DpopClient(site, key);

    HttpResponse<String> without = bob.login("/nonce/login");

    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("\"error\":\"use_dpop_nonce\"");
    String nonce = without.headers().firstValue("dpop-nonce").orElseThrow();
    String proof = bob.proof("POST", "/nonce/login").claim("nonce", nonce).signed(key);
    assertThat(bob.at(otherNode).login("/nonce/login", proof).statusCode()).isEqualTo(200);

    assertThat(bob.login("/nonce/login", proof).statusCode()).isEqualTo(400);
    HttpResponse<String> refused = alice.get("/nonce/who");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("www-authenticate"))
        .contains("DPoP realm=\"lab\", error=\"use_dpop_nonce\", algs=\"ES256\"");
    String next = refused.headers().firstValue("dpop-nonce").orElseThrow();
    HttpResponse<String> good =
        alice.get(
            "/nonce/who",
            "DPoP " + alice.token(),
            alice
                .proof("GET", "/nonce/who")
                .claim("nonce", next)
                .forToken(alice.token())
                .signed(key));
    assertThat(good.body()).isEqualTo("alice");
    assertThat(good.headers().firstValue("dpop-nonce")).isPresent();
    assertThat(
            alice
                .get(
                    "/nonce/who",
                    "DPoP " + alice.token(),
                    alice
                        .proof("GET", "/nonce/who")
                        .claim("nonce", "mine")
                        .forToken(alice.token())
                        .signed(key))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void whoBringsNothingIsToldWhatIsTaken() throws Exception { // DP-4
    assertThat(site.client().get("/strict/who").headers().allValues("www-authenticate"))
        .containsExactly("DPoP realm=\"lab\", algs=\"ES256 EdDSA PS256 RS256\"");
    assertThat(site.client().get("/api/who").headers().allValues("www-authenticate"))
        .containsExactly(
            "DPoP realm=\"lab\", algs=\"ES256 EdDSA PS256 RS256\"", "Bearer realm=\"lab\"");
    assertThat(site.client().get("/off/who").headers().allValues("www-authenticate"))
        .containsExactly("Bearer realm=\"lab\"");
  }

  @Test
  void aRequestWithAProofCostsOneTrip() throws Exception {
    alice.get("/api/who");
    STORES.tripsSinceLast();

    assertThat(alice.get("/api/who").statusCode()).isEqualTo(200);

    assertThat(STORES.tripsSinceLast()).isEqualTo(1);
    assertThat(alice.thief(thiefs).get("/api/who").statusCode()).isEqualTo(401);
    assertThat(STORES.tripsSinceLast()).isZero();
  }

  private static Arguments attempt(String name, String error, Attempt attempt) {
    return Arguments.of(name, error, attempt);
  }

  private static String good(DpopClient client) throws Exception {
    return client.proof("GET", "/api/who").forToken(client.token()).signed(key);
  }

  private static HttpResponse<String> proved(DpopClient client, AssertionMaker proof)
      throws Exception {
    return client.get("/api/who", "DPoP " + client.token(), proof.signed(key));
  }

  private static String foreignToken(Object cnf) {
    long now = CLOCK.instant().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer.issuer());
    claims.put("sub", "alice");
    claims.put("aud", "lab");
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("azp", "web");
    claims.put("cnf", cnf);
    return issuer.token("at+jwt", claims);
  }
}
