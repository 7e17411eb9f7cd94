package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that cannot be asked is nobody's logout: 503, and afterwards everything as it was. */
final class StoreOutageTest {

  private final Site site = new Site();

  @BeforeEach
  void start() throws Exception {
    site.filter(
            "web",
            site.settings(
                "login.path", "/login",
                "logout.path", "/logout",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/open/* anyone"),
            "/*")
        .at("/in", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at("/open/hello", (request, response) -> response.getWriter().write("hello"))
        .at("/open/who", (request, response) -> request.getSession(false))
        .at(
            "/open/wraps",
            (request, response) -> {
              try {
                request.getUserPrincipal();
              } catch (RuntimeException e) {
                throw new ServletException(new IllegalStateException(e));
              }
            })
        .at(
            "/open/swallows",
            (request, response) -> {
              try {
                request.getUserPrincipal();
              } catch (RuntimeException ignored) {
                response.getWriter().write("never mind");
              }
            })
        .start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void anAuthenticatedRequestIsToldToComeBack() throws Exception {
    var client = loggedIn();
    site.stores.breakDown();

    assertUnavailable(client.get("/in"));

    assertThat(site.calls).hasValue(0);
  }

  @Test
  void theLoginSurvivesWithoutARestart() throws Exception {
    var client = loggedIn();
    site.stores.breakDown();
    client.get("/in");
    site.stores.mend();

    assertThat(client.get("/in").body()).isEqualTo("alice");
  }

  @Test
  void aPathForAnyoneIsServedEvenToWhoeverBringsACredential() throws Exception {
    var client = loggedIn();
    site.stores.breakDown();

    assertThat(client.get("/open/hello").body()).isEqualTo("hello");
    assertThat(site.client().get("/open/hello").body()).isEqualTo("hello");
  }

  @Test
  void whoBringsNoCredentialIsStillAskedToLogIn() throws Exception {
    site.stores.breakDown();

    assertThat(site.client().get("/in").statusCode()).isEqualTo(401);
  }

  @Test
  void aLoginFailsForNowAndWorksAfterwards() throws Exception {
    var client = site.client();
    site.stores.breakDown();

    assertUnavailable(client.login("alice"));
    site.stores.mend();

    assertThat(client.login("alice").statusCode()).isEqualTo(200);
    assertThat(client.get("/in").body()).isEqualTo("alice");
  }

  @Test
  void aLogoutThatIsNotConfirmedIsNotClaimed() throws Exception {
    var client = loggedIn();
    var thief = client.twin();
    site.stores.breakDown();

    assertUnavailable(client.post("/logout"));
    site.stores.mend();

    assertThat(client.post("/logout").statusCode()).isEqualTo(204);
    assertThat(thief.get("/in").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/open/who", "/open/wraps", "/open/swallows"})
  void aFailureInsideTheApplicationIsStillOne(String path) throws Exception {
    var client = loggedIn();
    site.stores.breakDown();

    assertUnavailable(client.get(path));
    assertThat(site.calls).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/open/who", "/open/wraps", "/open/swallows", "/in"})
  void soIsAMistakeInTheStoreItself(String path) throws Exception {
    // ASVS 16.5.3
    var client = loggedIn();
    site.stores.breakWith(() -> new IllegalStateException("a mistake in the store"));

    assertUnavailable(client.get(path));
  }

  @Test
  void whatCouldNotBeSavedIsNotAnswered() throws Exception {
    site.at(
        "/change",
        (request, response) -> {
          request.getSession().setAttribute("changed", "yes");
          site.stores.breakDown();
          try {
            response.flushBuffer();
          } catch (RuntimeException ignored) {
            response.getWriter().write("saved");
          }
        });

    assertUnavailable(loggedIn().get("/change"));
  }

  @Test
  void whatFailsToBeSavedAtTheEndIsNotAnswered() throws Exception {
    site.at(
        "/change",
        (request, response) -> {
          request.getSession().setAttribute("changed", "yes");
          response.getWriter().write("saved");
          site.stores.breakDown();
        });

    assertUnavailable(loggedIn().get("/change"));
  }

  @Test
  void anIdThatCouldNotBeChangedKeepsItsCookie() throws Exception {
    site.at(
        "/rotate",
        (request, response) -> {
          request.changeSessionId();
          site.stores.breakDown();
        });
    var client = loggedIn();

    assertUnavailable(client.get("/rotate"));
    site.stores.mend();

    assertThat(client.get("/in").body()).isEqualTo("alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "unavailable"})
  void aVerifierThatFailsLetsNobodyIn(String username) throws Exception {
    assertUnavailable(site.client().login(username));
  }

  @Test
  void aMistakeOfTheApplicationItselfStaysItsOwn() throws Exception {
    site.at(
        "/open/fails",
        (request, response) -> {
          throw new IllegalStateException("of the application");
        });

    assertThat(site.client().get("/open/fails").statusCode()).isEqualTo(500);
  }

  private Client loggedIn() throws Exception {
    var client = site.client();
    assertThat(client.login("alice").statusCode()).isEqualTo(200);
    return client;
  }

  /** RFC 9110 section 15.6.4, and nothing that a browser would take for a logout. */
  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.headers().allValues("set-cookie")).isEqualTo(List.of());
    assertThat(answer.body()).doesNotContain("lab:", "mistake", "never mind", "saved");
  }
}
