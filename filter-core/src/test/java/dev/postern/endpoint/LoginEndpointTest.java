package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.LogCapture;
import dev.postern.config.TestSettings;
import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import dev.postern.protection.LoginThrottle;
import dev.postern.protection.PasswordLogin;
import dev.postern.protection.ThrottleSettings;
import dev.postern.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginEndpointTest {

  private static final String GOOD_JSON =
      "{\"username\":\"alice\",\"password\":\"parcel-alice-1\"}";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final LoginSettings SETTINGS =
      new LoginSettings(
          Optional.of("/login"), Optional.of("/login"), "/start", Optional.empty(), "/");

  private final EndpointBench bench = new EndpointBench();
  private final AtomicInteger checks = new AtomicInteger();
  private final LoginEndpoint cookieZone = endpoint(this::verify, false);
  private final LoginEndpoint tokenZone = endpoint(this::verify, true);

  @Test
  void aFormLeadsHomeWithACookie() throws IOException {
    bench.ask(cookieZone, goodForm());

    assertThat(bench.response.status()).isEqualTo(303);
    assertThat(bench.response.header("Location")).isEqualTo("/parcels/start");
    assertThat(bench.response.header("Set-Cookie"))
        .startsWith("__Host-parcels-fake=token-of-alice");
    assertThat(bench.response.header("Cache-Control")).contains("no-store"); // CA-3
    assertThat(bench.strategy.events).containsExactly("login", "commit");
  }

  @Test
  void aFormLeadsBackToWhereTheBrowserWas() throws IOException {
    bench.ask(cookieZone, goodForm().header("Cookie", returnTo("/parcels/list?page=2")));

    assertThat(bench.response.header("Location")).isEqualTo("/parcels/list?page=2");
    assertThat(bench.response.headers("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("__Host-parcels-return=; Max-Age=0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/", "https://evil.example/", "/other/", "/\\evil"})
  void aPlantedReturnPathLeadsHome(String planted) throws IOException {
    bench.ask(cookieZone, goodForm().header("Cookie", returnTo(planted)));

    assertThat(bench.response.header("Location")).isEqualTo("/parcels/start");
  }

  @Test
  void aBodyThatTheContainerHasRefusedAlreadyIsNotAnsweredTwice() throws IOException {
    bench.response.commit(400);

    bench.ask(cookieZone, FakeRequest.of("POST", "/login").header("Content-Type", FORM));

    assertThat(bench.response.status()).isEqualTo(400);
    assertThat(checks).hasValue(0);
  }

  @Test
  void jsonAnswersWhoThisIs() throws IOException {
    bench.ask(cookieZone, FakeRequest.json("/login", GOOD_JSON));

    assertThat(bench.response.status()).isEqualTo(200);
    assertThat(bench.response.header("Content-Type")).isEqualTo("application/json");
    assertThat(bench.response.body())
        .contains("\"name\":\"alice\"")
        .contains("\"roles\":[\"customer\",\"vip\"]")
        .doesNotContain("token-of-alice");
  }

  @Test
  void whereBearerTokensAreUsedFormAndJsonAreHandedOne() throws IOException {
    String expected =
        "{\"access_token\":\"token-of-alice\",\"token_type\":\"Bearer\",\"expires_in\":300}";

    bench.ask(tokenZone, FakeRequest.json("/login", GOOD_JSON));
    assertThat(bench.response.body()).isEqualTo(expected);
    assertThat(bench.response.header("Cache-Control")).contains("no-store");
  }

  @Test
  void aFormIsHandedATokenToo() throws IOException {
    bench.ask(tokenZone, goodForm());

    assertThat(bench.response.status()).isEqualTo(200);
    assertThat(bench.response.body()).contains("\"access_token\":\"token-of-alice\"");
  }

  @Test
  void anUnknownUserAndAWrongPasswordAreOneAnswer() throws IOException { // ASVS 6.3.8
    bench.ask(cookieZone, FakeRequest.form("/login", "alice", "wrong"));
    String wrongPassword = bench.response.body();
    int status = bench.response.status();
    bench.ask(cookieZone, FakeRequest.form("/login", "nobody", "wrong"));

    assertThat(status).isEqualTo(401);
    assertThat(bench.response.status()).isEqualTo(401);
    assertThat(bench.response.body()).endsWith(wrongPassword);
    assertThat(bench.response.header("WWW-Authenticate")).isEqualTo("Cookie realm=\"parcels\"");
    assertThat(bench.response.headers("Set-Cookie")).isEmpty();
    assertThat(bench.strategy.events).isEmpty();
  }

  @Test
  void aPersonSeesTheFormAgain() throws IOException {
    bench.ask(cookieZone, FakeRequest.form("/login", "alice", "wrong").fromBrowser());

    assertThat(bench.response.status()).isEqualTo(303);
    assertThat(bench.response.header("Location")).isEqualTo("/parcels/login?error");
  }

  @Test
  void tooManyWrongPasswordsAre429EvenForAPerson() throws IOException {
    for (int i = 0; i < 5; i++) {
      bench.ask(cookieZone, FakeRequest.form("/login", "alice", "wrong"));
    }

    bench.ask(cookieZone, goodForm().fromBrowser());

    assertThat(bench.response.status()).isEqualTo(429);
    assertThat(Long.parseLong(bench.response.header("Retry-After"))).isPositive();
    assertThat(checks).hasValue(5);
    assertThat(bench.strategy.events).isEmpty();
  }

  @Test
  void aVerifierThatCannotAnswerIs503() throws IOException {
    CredentialVerifier down =
        (username, password) -> {
          throw new VerifierUnavailableException("down", new IOException("down"));
        };

    bench.ask(endpoint(down, false), goodForm());

    assertThat(bench.response.status()).isEqualTo(503);
    assertThat(bench.response.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void aStoreThatCannotSaveTheLoginHandsOutNothing() {
    bench.strategy.broken = true;

    assertThatThrownBy(() -> bench.ask(cookieZone, goodForm())).isInstanceOf(StoreException.class);
    assertThat(bench.response.headers("Set-Cookie")).isEmpty();
    assertThat(bench.response.body()).isEmpty();
  }

  @Test
  void emptyAndOverlongFieldsAreWrongWithoutAHash() throws IOException {
    bench.ask(cookieZone, FakeRequest.form("/login", "", "x"));
    bench.ask(cookieZone, FakeRequest.form("/login", "alice", ""));
    bench.ask(cookieZone, FakeRequest.form("/login", "alice", "x".repeat(1025)));
    bench.ask(cookieZone, FakeRequest.form("/login", "alice", "\u00e9".repeat(513)));
    bench.ask(cookieZone, FakeRequest.form("/login", "al\u0000ice", "parcel-alice-1"));

    assertThat(bench.response.status()).isEqualTo(401);
    assertThat(checks).hasValue(0);
  }

  @Test
  void anAttemptThatCannotBeCheckedIsToldInTheLogAllTheSame() throws IOException { // ASVS 16.3.1
    try (LogCapture log = new LogCapture(LoginLog.class)) {
      bench.ask(cookieZone, FakeRequest.of("POST", "/login").header("Content-Type", FORM));
      bench.ask(cookieZone, FakeRequest.form("/login", "alice", ""));

      assertThat(log.lines())
          .hasSize(2)
          .satisfies(
              lines ->
                  assertThat(lines.get(0)).startsWith("event=login outcome=unreadable address="),
              lines ->
                  assertThat(lines.get(1)).startsWith("event=login outcome=hopeless address="));
    }
  }

  @Test
  void aFieldGivenTwiceIsMalformed() throws IOException { // ASVS 15.3.7
    bench.ask(cookieZone, goodForm().parameter("username", "bob"));

    assertThat(bench.response.status()).isEqualTo(400);
    assertThat(checks).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"password=parcel-alice-1", "a=b&user%6eame=bob", "%zz"})
  void aPasswordOrANameInTheAddressIsMalformed(String query) throws IOException { // ASVS 14.2.1
    bench.ask(cookieZone, goodForm().query(query));

    assertThat(bench.response.status()).isEqualTo(400);
    assertThat(checks).hasValue(0);
  }

  @Test
  void anotherQueryDoesNoHarm() throws IOException {
    bench.ask(cookieZone, goodForm().query("lang=en"));

    assertThat(bench.response.status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"username\":\"alice\"}",
        "{\"username\":\"alice\",\"password\":1}",
        "{\"username\":\"alice\",\"username\":\"bob\",\"password\":\"x\"}",
        "{\"username\":\"alice\",\"password\":\"x\"} trailing"
      })
  void jsonThatIsNotExactlyThatIsMalformed(String body) throws IOException {
    bench.ask(cookieZone, FakeRequest.json("/login", body));

    assertThat(bench.response.status()).isEqualTo(400);
    assertThat(checks).hasValue(0);
  }

  @Test
  void aLargeBodyIsNotRead() throws IOException {
    bench.ask(cookieZone, FakeRequest.json("/login", " ".repeat(8193)));

    assertThat(bench.response.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data", "application/jsonx", ""})
  void anotherMediaTypeIsRefused(String type) throws IOException {
    bench.ask(cookieZone, FakeRequest.of("POST", "/login").header("Content-Type", type));

    assertThat(bench.response.status()).isEqualTo(415);
    assertThat(bench.response.header("Accept"))
        .isEqualTo("application/json, application/x-www-form-urlencoded");
  }

  @Test
  void theMediaTypeMayHaveParametersAndCapitals() throws IOException {
    FakeRequest request =
        FakeRequest.of("POST", "/login")
            .header("Content-Type", "Application/JSON; charset=utf-8")
            .body(GOOD_JSON);

    bench.ask(cookieZone, request);

    assertThat(bench.response.status()).isEqualTo(200);
  }

  @Test
  void onlyAPostLogsIn() throws IOException {
    bench.ask(cookieZone, FakeRequest.of("PUT", "/login"));

    assertThat(bench.response.status()).isEqualTo(405);
    assertThat(bench.response.header("Allow")).isEqualTo("POST");
  }

  @Test
  void aLoginPageOfTheSamePathIsTheApplications() {
    assertThat(cookieZone.isFor(FakeRequest.get("/login").gated())).isFalse();
    assertThat(cookieZone.isFor(FakeRequest.of("HEAD", "/login").gated())).isFalse();
    assertThat(cookieZone.isFor(FakeRequest.of("POST", "/login").gated())).isTrue();
    assertThat(cookieZone.isFor(FakeRequest.of("POST", "/login/x").gated())).isFalse();
  }

  private Optional<Identity> verify(String username, String password) {
    checks.incrementAndGet();
    return username.equals("alice") && password.equals("parcel-alice-1")
        ? Optional.of(Identity.ofPassword("alice", Set.of("vip", "customer"), FakeStrategy.NOW))
        : Optional.empty();
  }

  private LoginEndpoint endpoint(CredentialVerifier verifier, boolean handsOutToken) {
    ThrottleSettings throttle = ThrottleSettings.from(TestSettings.of());
    return new LoginEndpoint(
        SETTINGS,
        new PasswordLogin(
            new LoginThrottle(throttle, new SecureRandom()), 2, Duration.ofSeconds(1)),
        original -> verifier,
        bench.refusals(SETTINGS),
        bench.returnCookie,
        handsOutToken);
  }

  private static FakeRequest goodForm() {
    return FakeRequest.form("/login", "alice", "parcel-alice-1");
  }

  private static String returnTo(String path) {
    return "__Host-parcels-return="
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(path.getBytes(StandardCharsets.US_ASCII));
  }
}
