package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The budget of DESIGN 6, counted behind the whole filter. */
final class RoundTripsTest {

  /** As long as may be: on a machine that stalls the denylist must not come due in between. */
  private static final String STALENESS = "60s";

  private final Site site = new Site();

  @BeforeEach
  void start() throws Exception {
    site.filter(
            "web",
            site.settings(
                "login.path", "/login",
                "logout.path", "/logout",
                "login.verifier", LabVerifier.class.getName(),
                "revocation.staleness", STALENESS,
                "access", "/open/* anyone"),
            "/*")
        .filter(
            "api",
            site.settings(
                "strategy", "stateless-jwt",
                "login.path", "/api/login",
                "logout.path", "/api/logout",
                "login.verifier", LabVerifier.class.getName(),
                "revocation.staleness", STALENESS,
                "access", "/api/* authenticated"),
            "/api/*")
        .at("/open/hello", (request, response) -> {})
        .at("/api/hello", (request, response) -> request.getUserPrincipal())
        .at(
            "/read",
            (request, response) -> {
              request.getUserPrincipal();
              request.getSession().getAttribute("a");
              request.getSession().getAttribute("b");
            })
        .at("/flush", (request, response) -> response.flushBuffer())
        .at("/redirect", (request, response) -> response.sendRedirect("/read"))
        .at("/error-sent", (request, response) -> response.sendError(418))
        .at("/large", (request, response) -> response.getWriter().write("x".repeat(100_000)))
        .at("/forward", (request, response) -> forward(request, response))
        .at(
            "/write",
            (request, response) -> {
              request.getSession().setAttribute("a", 1);
              request.getSession().setAttribute("b", 2);
              response.flushBuffer();
            })
        .at("/rotate", (request, response) -> request.changeSessionId())
        .start();
    site.stores.tripsSinceLast();
  }

  private static void forward(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getRequestDispatcher("/read").forward(request, response);
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void whoBringsNothingCostsNothing() throws Exception {
    assertThat(site.client().get("/open/hello").statusCode()).isEqualTo(200);
    assertThat(site.client().get("/read").statusCode()).isEqualTo(401);

    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void aForgedCredentialCostsNothing() throws Exception {
    var client = loggedIn();
    var good = client.cookie("lab-session");
    var last = good.charAt(good.length() - 2) == 'A' ? "B" : "A";
    var forged = good.substring(0, good.length() - 2) + last + good.substring(good.length() - 1);

    assertThat(client.cookie("lab-session", forged).get("/read").statusCode()).isEqualTo(401);
    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "/read,200",
    "/flush,200",
    "/redirect,302",
    "/error-sent,418",
    "/large,200",
    "/forward,200"
  })
  void readingCostsOneHoweverTheResponseCommits(String path, int status) throws Exception {
    var client = loggedIn();

    assertThat(client.get(path).statusCode()).isEqualTo(status);
    assertThat(site.stores.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aCredentialNobodyLooksAtCostsNothing() throws Exception {
    var client = loggedIn();

    client.get("/open/hello");

    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  @Test
  void writingAnyNumberOfAttributesCostsTwo() throws Exception {
    var client = loggedIn();

    client.get("/write");

    assertThat(site.stores.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void aLoginCostsOne() throws Exception {
    site.client().login("alice");

    assertThat(site.stores.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aLoginOnASessionThatIsThereCostsTwo() throws Exception {
    var client = loggedIn();

    client.login("alice");

    assertThat(site.stores.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void anIdChangeCostsTwo() throws Exception {
    var client = loggedIn();

    client.get("/rotate");

    assertThat(site.stores.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void aLogoutCostsOne() throws Exception {
    var client = loggedIn();

    client.post("/logout");

    assertThat(site.stores.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aTokenThatHoldsTheIdentityCostsNothing() throws Exception {
    var client = site.client();
    client.login("/api/login", "alice", "right");
    client.get("/api/hello");
    site.stores.tripsSinceLast();

    assertThat(client.get("/api/hello").statusCode()).isEqualTo(200);
    assertThat(site.stores.tripsSinceLast()).isZero();
  }

  private Client loggedIn() throws Exception {
    var client = site.client();
    client.login("alice");
    site.stores.tripsSinceLast();
    return client;
  }
}
