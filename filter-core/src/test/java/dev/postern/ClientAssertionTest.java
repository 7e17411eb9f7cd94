package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.postern.identity.Identity;
import dev.postern.json.Json;
import dev.postern.store.contract.Race;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients prove themselves by what they sign (RFC 7523, OpenID Connect Core section 9). */
final class ClientAssertionTest {

  private static final int PRESENTERS = 16;
  private static final int ASSERTIONS = 20;
  private static final String FORM = "grant_type=client_credentials";

  /** The order of P-256. */
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @TempDir private static Path files;

  private static final Site KEYS = new Site();
  private static final Site SITE = new Site();
  private static KeyPair robot;
  private static KeyPair other;
  private static KeyPair rsa;

  @BeforeAll
  static void start() throws Exception {
    robot = ClientKeys.ec();
    other = ClientKeys.ec();
    rsa = ClientKeys.rsa();
    String published = ClientKeys.set(ClientKeys.jwk("o1", other));
    KEYS.at("/keys.json", (request, response) -> response.getWriter().write(published)).start();
    Path file =
        Files.writeString(files.resolve("rsa.json"), ClientKeys.set(ClientKeys.jwk("s1", rsa)));
    start(
        SITE,
        "robot:jwks="
            + ClientKeys.set(ClientKeys.jwk("r1", robot))
            + ":introspect\n"
            + "other:jwks=http://localhost:"
            + KEYS.port()
            + "/keys.json:\n"
            + "# comment:jwks=nothing\n"
            + "strong:jwks="
            + file
            + ":a,b\n"
            + "away:jwks=http://localhost:1/keys.json:\n",
        "login.max-failures-per-account",
        "1000",
        "login.max-failures-per-address",
        "1000",
        "trusted-issuers.cool-down",
        "100ms");
    Await.until(ClientAssertionTest::hasFetchedKeys);
  }

  /** They are fetched within three seconds or not at all, and a build machine may stall. */
  private static boolean hasFetchedKeys() {
    try {
      return token(assertion("other", "o1").signed(other)).statusCode() == 200;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void start(Site site, String clients, String... more) throws Exception {
    var settings =
        site.settings(
            "strategy", "stateless-jwt",
            "login.path", "/login",
            "login.verifier", LabVerifier.class.getName(),
            "public-origins", "https://lab.example",
            "clients.file", "/WEB-INF/clients",
            "revoke.path", "/revoke",
            "introspect.path", "/introspect",
            "token.path", "/token",
            "revocation.staleness", "0s",
            "access", "/report scope introspect; /* authenticated");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    site.file("WEB-INF/clients", clients)
        .filter("web", settings, "/*")
        .at("/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at(
            "/report",
            (request, response) ->
                response
                    .getWriter()
                    .write(((Identity) request.getUserPrincipal()).isClient() ? "client" : "user"))
        .start();
  }

  @AfterAll
  static void stop() throws Exception {
    SITE.stop();
    KEYS.stop();
  }

  @Test
  void aClientThatSignsGetsATokenForItselfAndIsNoUser() throws Exception { // AT-5
    var answer = token(good().signed(robot));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    assertThat(json(answer)).containsEntry("scope", "introspect");
    var caller = SITE.client().bearing(text(answer, "access_token"));
    assertThat(caller.get("/report").body()).isEqualTo("client");
    assertThat(caller.get("/who").body()).isEqualTo("|robot");
  }

  @Test
  void itAsksAboutTokensAndTakesThemBackInTheSameWay() throws Exception { // RV-1, IN-1
    var token = text(token(good().signed(robot)), "access_token");
    var form = "token=" + token + "&";

    assertThat(json(submit("/introspect", form + proof(good().signed(robot)))))
        .containsEntry("active", true)
        .containsEntry("client_id", "robot");
    assertThat(submit("/revoke", form + proof(good().signed(robot))).statusCode()).isEqualTo(200);
    assertThat(SITE.client().bearing(token).get("/who").statusCode()).isEqualTo(401);
  }

  @Test
  void keysStandInTheClientsFileOrAFileOrAtAnAddress() throws Exception {
    var strong =
        assertion("strong", "s1").header("alg", "RS256").signed(rsa.getPrivate(), "SHA256withRSA");

    assertThat(json(token(strong))).containsEntry("scope", "a b");
    assertThat(token(assertion("other", "o1").signed(other)).statusCode()).isEqualTo(200);
  }

  @Test
  void aClientWhoseKeysCannotBeHadIsNotRefusedForIt() throws Exception { // ROT-3
    var answer = token(assertion("away", "a1").signed(other));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab", "https://lab.example/token"})
  void itIsForTheIssuerOrForTheTokenEndpointAsItIsKnownOutside(String audience) throws Exception {
    assertThat(token(good().claim("aud", audience).signed(robot)).statusCode()).isEqualTo(200);
    assertThat(token(good().claim("aud", List.of(audience)).signed(robot)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "client-authentication+jwt"})
  void itMayNameItsType(String type) throws Exception { // BCP-12
    assertThat(token(good().header("typ", type).signed(robot)).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatIsNotGoodIsAnsweredAsIfTheClientWereUnknown(String assertion) throws Exception {
    var unknown = token(assertion("nobody", "r1").signed(robot));
    var answer = token(assertion);

    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    assertThat(answer.statusCode()).isEqualTo(unknown.statusCode());
    assertThat(answer.body()).isEqualTo(unknown.body());
    assertThat(withoutDate(answer)).isEqualTo(withoutDate(unknown));
  }

  // BCP-1, BCP-2, BCP-11, BCP-12, JWT-1, JWT-2, JWT-3, JWT-4, JWT-5, JWT-7
  static Stream<Named<String>> hostile() throws Exception {
    var now = Instant.now();
    return Stream.of(
        named("nothing", ""),
        named("no token", "robot"),
        named("alg none", good().header("alg", "none").with(new byte[0])),
        named("alg nOnE", good().header("alg", "nOnE").signed(robot)),
        named("HMAC with the public key", good().header("alg", "HS256").mac(publicKey())),
        named("HMAC with its JWK", good().header("alg", "HS256").mac(jwk())),
        named("another algorithm", good().header("alg", "RS256").signed(robot)),
        named("an algorithm in small letters", good().header("alg", "es256").signed(robot)),
        named("zeros for a signature", good().with(new byte[64])),
        named("no signature", good().with(new byte[0])),
        named("another's signature", good().signed(other)),
        named("another's key, by its id", good().header("kid", "o1").signed(other)),
        named("a path for a key id", good().header("kid", "../../etc/passwd").signed(robot)),
        named("a statement for a key id", good().header("kid", "' OR 1=1").signed(robot)),
        named("a number for a key id", good().header("kid", 1).signed(robot)),
        named("no key id", good().withoutHeader("kid").signed(robot)),
        named("a key in the header", good().header("jwk", Map.of("kty", "EC")).signed(other)),
        named("an address of keys", good().header("jku", "http://localhost:1/").signed(other)),
        named("an extension", good().header("crit", List.of("exp")).signed(robot)),
        named("an access token's type", good().header("typ", "at+jwt").signed(robot)),
        named("another audience", good().claim("aud", "desk").signed(robot)),
        named("the Host header", good().claim("aud", host()).signed(robot)),
        named("two audiences", good().claim("aud", List.of("lab", "desk")).signed(robot)),
        named("no audience", good().without("aud").signed(robot)),
        named("another issuer", good().claim("iss", "other").signed(robot)),
        named("no issuer", good().without("iss").signed(robot)),
        named("another subject", good().claim("sub", "other").signed(robot)),
        named("no id", good().without("jti").signed(robot)),
        named("an empty id", good().claim("jti", "").signed(robot)),
        named("no end", good().without("exp").signed(robot)),
        named(
            "over",
            good().claim("exp", seconds(now, -31)).claim("iat", seconds(now, -60)).signed(robot)),
        named("a far end", good().claim("exp", seconds(now, 3600)).signed(robot)),
        named(
            "a far end and no beginning",
            good().claim("exp", seconds(now, 3600)).without("iat").signed(robot)),
        named("an hour old", good().claim("iat", seconds(now, -3600)).signed(robot)),
        named(
            "from the future",
            good().claim("iat", seconds(now, 3600)).claim("exp", seconds(now, 3660)).signed(robot)),
        named("not yet", good().claim("nbf", seconds(now, 3600)).signed(robot)),
        named("an end in words", good().claim("exp", "tomorrow").signed(robot)),
        named(
            "a claim twice",
            good().signed(robot, good().json().replace("{", "{\"sub\":\"robot\","))),
        named("too long", good().claim("x", "x".repeat(4096)).signed(robot)),
        named("an access token", text(token(good().signed(robot)), "access_token")));
  }

  @Test
  void itIsGoodOnceInWhicheverSpelling() throws Exception {
    var assertion = good().signed(robot);

    assertThat(token(assertion).statusCode()).isEqualTo(200);
    assertThat(token(assertion).statusCode()).isEqualTo(401);
    assertThat(token(twin(assertion)).statusCode()).isEqualTo(401);
    assertThat(submit("/introspect", "token=a&" + proof(assertion)).statusCode()).isEqualTo(401);
  }

  @Test
  void theTwinOfASignatureIsGoodOnceToo() throws Exception {
    assertThat(token(twin(good().signed(robot))).statusCode()).isEqualTo(200);
  }

  @Test
  void twoClientsMayChooseTheSameId() throws Exception {
    assertThat(token(good().claim("jti", "1").signed(robot)).statusCode()).isEqualTo(200);
    assertThat(token(assertion("other", "o1").claim("jti", "1").signed(other)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void ofManyPresentersAtOnceExactlyOneIsServed() throws Exception {
    try (var race = new Race()) {
      for (int n = 0; n < ASSERTIONS; n++) {
        var assertion = good().signed(robot);
        Callable<Integer> presenter = () -> token(assertion).statusCode();
        var answers = race.run(Collections.nCopies(PRESENTERS, presenter));
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 401);
      }
    }
  }

  @Test
  void whileTheStoreIsAwayNobodyIsLetInAndNobodyRefused() throws Exception {
    SITE.stores.breakDown();
    try {
      var answer = token(good().signed(robot));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertThat(token(good().signed(other)).statusCode()).isEqualTo(401);
    } finally {
      SITE.stores.mend();
    }
    assertThat(token(good().signed(robot)).statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsRefusedCostsNoTripAndWhatIsGoodOne() throws Exception {
    SITE.stores.tripsSinceLast();
    token(good().signed(other));
    assertThat(SITE.stores.tripsSinceLast()).isZero();

    token(good().signed(robot));
    assertThat(SITE.stores.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aClientProvesItselfInOneWay() throws Exception {
    var proof = proof(good().signed(robot));
    var basic = Base64.getEncoder().encodeToString("robot:x".getBytes(UTF_8));

    for (var answer :
        List.of(
            submit("/token", FORM + "&" + proof + "&client_secret=x"),
            submit("/token", FORM + "&" + proof + "&" + proof),
            submit("/token", FORM + "&client_assertion_type=" + AssertionMaker.TYPE),
            submit("/token", FORM + "&client_assertion=" + good().signed(robot)),
            submit("/token?" + proof, FORM),
            SITE.client().authorizing("Basic " + basic).submit("/token", FORM + "&" + proof))) {
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_request\"}");
    }
    assertThat(submit("/token", FORM + "&" + proof).statusCode()).isEqualTo(200);
  }

  @Test
  void anAssertionOfAnotherTypeProvesNothing() throws Exception {
    var saml = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer";
    var form = FORM + "&client_assertion=" + good().signed(robot) + "&client_assertion_type=";

    assertThat(submit("/token", form + saml).statusCode()).isEqualTo(401);
  }

  @Test
  void aClientIdBesideItIsTheSameOneAndElseItIsNotUsedUp() throws Exception {
    var assertion = good().signed(robot);
    var form = FORM + "&" + proof(assertion) + "&client_id=";

    assertThat(submit("/token", form + "other").statusCode()).isEqualTo(401);
    assertThat(submit("/token", form + "robot").statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyBeyondAllFormsIsNotRead() throws Exception {
    assertThat(token(good().claim("x", "x".repeat(9000)).signed(robot)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void whoHasTheKeyStaysInWhileOthersAreThrottled() throws Exception {
    var site = new Site();
    start(site, "robot:jwks=" + ClientKeys.set(ClientKeys.jwk("r1", robot)) + ":introspect\n");
    try {
      int status = 401;
      for (int guess = 0; guess < 200 && status == 401; guess++) {
        status = token(site, good().signed(other)).statusCode();
      }

      assertThat(status).isEqualTo(429);
      assertThat(token(site, good().signed(robot)).statusCode()).isEqualTo(200);
    } finally {
      site.stop();
    }
  }

  @Test
  void forgedAssertionsLockNoClientOutThatHasASecret() throws Exception {
    var site = new Site();
    var robots = "robot:jwks=" + ClientKeys.set(ClientKeys.jwk("r1", robot)) + ":\n";
    start(site, robots + ClientKeys.line("desk", "a-secret-of-the-desk", ""));
    try {
      int status = 401;
      for (int forged = 0; forged < 40 && status == 401; forged++) {
        status = token(site, assertion("desk", "r1").signed(other)).statusCode();
      }
      assertThat(status).isEqualTo(429);

      var desk =
          site.client()
              .submit("/token", FORM + "&client_id=desk&client_secret=a-secret-of-the-desk");

      assertThat(desk.statusCode()).isEqualTo(200);
    } finally {
      site.stop();
    }
  }

  @Test
  void aClientWithAKeyHasNoSecret() throws Exception {
    for (String secret : List.of("", "x", "jwks")) {
      assertThat(submit("/token", FORM + "&client_id=robot&client_secret=" + secret).statusCode())
          .isEqualTo(401);
    }
  }

  private static AssertionMaker good() {
    return assertion("robot", "r1");
  }

  private static AssertionMaker assertion(String client, String keyId) {
    return new AssertionMaker(client, keyId, "lab", Instant.now());
  }

  private static HttpResponse<String> token(String assertion) throws Exception {
    return token(SITE, assertion);
  }

  private static HttpResponse<String> token(Site site, String assertion) throws Exception {
    return site.client().submit("/token", FORM + "&" + proof(assertion));
  }

  private static HttpResponse<String> submit(String path, String form) throws Exception {
    return SITE.client().submit(path, form);
  }

  private static String proof(String assertion) {
    return "client_assertion_type="
        + URLEncoder.encode(AssertionMaker.TYPE, UTF_8)
        + "&client_assertion="
        + assertion;
  }

  private static String host() {
    return "http://localhost:" + SITE.port() + "/token";
  }

  private static byte[] publicKey() {
    return robot.getPublic().getEncoded();
  }

  private static byte[] jwk() {
    return Json.write(ClientKeys.jwk("r1", robot)).getBytes(UTF_8);
  }

  private static long seconds(Instant now, long later) {
    return now.plusSeconds(later).getEpochSecond();
  }

  /** The same signature as (r, n - s), which verifies as well. */
  private static String twin(String assertion) {
    int dot = assertion.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(assertion.substring(dot + 1));
    byte[] s = ORDER.subtract(new BigInteger(1, signature, 32, 32)).toByteArray();
    byte[] twin = Arrays.copyOf(signature, 64);
    Arrays.fill(twin, 32, 64, (byte) 0);
    int length = Math.min(s.length, 32);
    System.arraycopy(s, s.length - length, twin, 64 - length, length);
    return assertion.substring(0, dot + 1) + AssertionMaker.encode(twin);
  }

  private static Map<String, List<String>> withoutDate(HttpResponse<String> answer) {
    var headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  private static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    return Json.readObject(answer.body().getBytes(UTF_8));
  }

  private static String text(HttpResponse<String> answer, String name) throws Exception {
    return (String) requireNonNull(json(answer).get(name));
  }
}
