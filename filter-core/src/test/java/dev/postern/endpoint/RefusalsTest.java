package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final LoginSettings WITH_PAGE =
      new LoginSettings(
          Optional.of("/login"), Optional.of("/sign-in"), "/", Optional.empty(), "/sign-in");
  private static final LoginSettings WITHOUT_PAGE =
      new LoginSettings(Optional.of("/login"), Optional.empty(), "/", Optional.empty(), "/");

  private final FakeResponse response = new FakeResponse();

  @Test
  void aProgramWithoutALoginGetsAProblemAndAChallengeWithoutAnError() throws IOException {
    // BR-4, BR-5, CA-1
    bearer(WITH_PAGE, Refusal.loginNeeded(), FakeRequest.get("/list"));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"parcels\"");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.body())
        .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}");
  }

  @Test
  void aRejectedTokenIsInvalidWhateverWasWrongWithIt() throws IOException { // BR-5, BR-6
    bearer(WITHOUT_PAGE, Refusal.credentialRejected(), FakeRequest.get("/list"));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"parcels\", error=\"invalid_token\"");
  }

  @Test
  void aMissingScopeIsNamed() throws IOException { // BR-5
    bearer(
        WITHOUT_PAGE,
        Refusal.insufficientScope(List.of("parcels.write", "admin", "quote\"d")),
        FakeRequest.get("/list"));

    assertThat(response.status()).isEqualTo(403);
    assertThat(response.header("WWW-Authenticate"))
        .isEqualTo(
            "Bearer realm=\"parcels\", error=\"insufficient_scope\", scope=\"admin parcels.write\"");
  }

  @Test
  void aMalformedRequestIsInvalid() throws IOException { // BR-5
    bearer(WITHOUT_PAGE, Refusal.malformed(), FakeRequest.get("/list"));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"parcels\", error=\"invalid_request\"");
  }

  @Test
  void whereOnlyACookieCountsNoBrowserOpensADialog() throws IOException { // BR-4
    cookie(WITHOUT_PAGE, Refusal.credentialRejected(), FakeRequest.get("/list"));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.header("WWW-Authenticate")).isEqualTo("Cookie realm=\"parcels\"");
  }

  @Test
  void whereOnlyACookieCountsA403HasNoChallenge() throws IOException {
    cookie(WITHOUT_PAGE, Refusal.insufficientScope(List.of("a")), FakeRequest.get("/list"));

    assertThat(response.headers("WWW-Authenticate")).isEmpty();
  }

  @Test
  void aBrowserIsSentToTheLoginPageAndItsPlaceRemembered() throws IOException {
    cookie(WITH_PAGE, Refusal.loginNeeded(), FakeRequest.get("/list").fromBrowser());

    assertThat(response.status()).isEqualTo(303);
    assertThat(response.header("Location")).isEqualTo("/parcels/sign-in");
    assertThat(response.header("Set-Cookie")).startsWith("__Host-parcels-return=");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void theLocationIsSpelledByTheDeploymentNotByTheClient() throws IOException {
    FakeRequest request =
        FakeRequest.get("/list").fromBrowser().inContext("/b\u00fcro one").spelledByClient("//x");

    cookie(WITH_PAGE, Refusal.loginNeeded(), request);

    assertThat(response.header("Location")).isEqualTo("/b%C3%BCro%20one/sign-in");
  }

  @Test
  void aLoginPageThatIsRefusedItselfDoesNotRedirectForEver() throws IOException {
    cookie(WITH_PAGE, Refusal.loginNeeded(), FakeRequest.get("/sign-in").fromBrowser());

    assertThat(response.status()).isEqualTo(401);
  }

  @Test
  void withoutALoginPageABrowserGetsASmallPage() throws IOException {
    cookie(WITHOUT_PAGE, Refusal.loginNeeded(), FakeRequest.get("/list").fromBrowser());

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("<h1>Unauthorized</h1>");
  }

  @Test
  void aPostIsNeverRedirectedToTheLoginPage() throws IOException {
    cookie(WITH_PAGE, Refusal.loginNeeded(), FakeRequest.of("POST", "/list").fromBrowser());

    assertThat(response.status()).isEqualTo(401);
  }

  @Test
  void aForbiddenPageDoesNotLeadToTheLoginPage() throws IOException {
    cookie(WITH_PAGE, Refusal.forbidden(), FakeRequest.get("/list").fromBrowser());

    assertThat(response.status()).isEqualTo(403);
  }

  @Test
  void theAnswerToHeadHasNoBody() throws IOException {
    bearer(WITHOUT_PAGE, Refusal.loginNeeded(), FakeRequest.of("HEAD", "/list"));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void storeTroubleIs503WithARetryAfterAndNoChallenge() throws IOException {
    bearer(WITHOUT_PAGE, Refusal.unavailable(Duration.ofMillis(1)), FakeRequest.get("/list"));

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("1");
    assertThat(response.headers("WWW-Authenticate")).isEmpty();
    assertThat(response.headers("Set-Cookie")).isEmpty();
  }

  @Test
  void theWaitIsRoundedUp() throws IOException {
    bearer(WITHOUT_PAGE, Refusal.tooManyAttempts(Duration.ofMillis(1001)), FakeRequest.get("/x"));

    assertThat(response.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void whatTheApplicationBeganToWriteIsDropped() throws IOException {
    response.build().getOutputStream().write('x');
    response.build().setHeader("Access-Control-Allow-Origin", "https://app.example"); // CO-2

    bearer(WITHOUT_PAGE, Refusal.forbidden(), FakeRequest.get("/list"));

    assertThat(response.body()).startsWith("{").endsWith("}");
    assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
  }

  @Test
  void anEncodingThatTheApplicationBeganDoesNotStay() throws IOException {
    response.build().setHeader("Content-Encoding", "gzip");

    bearer(WITHOUT_PAGE, Refusal.forbidden(), FakeRequest.get("/list"));

    assertThat(response.headers("Content-Encoding")).isEmpty();
  }

  @Test
  void aRealmCannotLeaveItsQuotes() throws IOException {
    AuthenticateHeader odd = new AuthenticateHeader("a\", error=\"b\r\n\u00e9", true);

    send(odd, WITHOUT_PAGE, Refusal.loginNeeded(), FakeRequest.get("/list"));

    assertThat(response.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"a-, error=-b---\"");
  }

  private void bearer(LoginSettings login, Refusal refusal, FakeRequest request)
      throws IOException {
    send(new AuthenticateHeader("parcels", true), login, refusal, request);
  }

  private void cookie(LoginSettings login, Refusal refusal, FakeRequest request)
      throws IOException {
    send(new AuthenticateHeader("parcels", false), login, refusal, request);
  }

  private void send(
      AuthenticateHeader challenge, LoginSettings login, Refusal refusal, FakeRequest request)
      throws IOException {
    new Refusals(challenge, login, new ReturnCookie("parcels", false))
        .send(refusal, request.build(), response.build());
  }
}
