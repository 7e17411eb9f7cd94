package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several declarations in one application, each with its own paths and its own credential. */
final class OwnershipTest {

  private final Site site = new Site();

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  private void start() throws Exception {
    site.filter("web", session("/login"), "/*")
        .filter("api", stateless("/api/login"), "/api/*")
        .at("/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at("/api/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at("/api/fails", (request, response) -> response.sendError(418))
        .at(
            "/api/throws",
            (request, response) -> {
              throw new IllegalStateException("of the application");
            })
        .at(
            "/error",
            (request, response) ->
                response.getWriter().write("error page for " + request.getRemoteUser()))
        .start();
  }

  @Test
  void eachServesItsOwnPaths() throws Exception {
    start();
    var web = site.client();
    var api = site.client();

    web.login("/login", "alice", "right");
    api.login("/api/login", "bob", "right");

    assertThat(web.get("/who").body()).isEqualTo("alice");
    assertThat(api.get("/api/who").body()).isEqualTo("bob");
  }

  @Test
  void theCredentialOfOneIsNothingToTheOther() throws Exception {
    start();
    var web = site.client();
    var api = site.client();
    web.login("/login", "alice", "right");
    api.login("/api/login", "bob", "right");

    assertThat(web.get("/api/who").statusCode()).isEqualTo(401);
    assertThat(api.get("/who").statusCode()).isEqualTo(401);
    assertThat(site.client().bearing(web.cookie("lab-session")).get("/api/who").statusCode())
        .isEqualTo(401);
    assertThat(site.client().cookie("lab-session", api.bearer()).get("/who").statusCode())
        .isEqualTo(401);
  }

  @Test
  void bothTravelTogetherAndEachIsReadWhereItCounts() throws Exception {
    start();
    var client = site.client();
    client.login("/login", "alice", "right");
    client.login("/api/login", "bob", "right");

    assertThat(client.get("/api/who").body()).isEqualTo("bob");
    assertThat(client.get("/who").body()).isEqualTo("alice");
  }

  @Test
  void theErrorPageOfOneSeesTheCallerOfTheOther() throws Exception {
    start();
    var api = site.client();
    api.login("/api/login", "bob", "right");

    assertThat(api.get("/api/fails").body()).isEqualTo("error page for bob");
    assertThat(api.get("/api/throws").body()).isEqualTo("error page for bob");
    assertThat(site.client().get("/api/fails").statusCode()).isEqualTo(401);
  }

  @Test
  void theOrderOfTheDeclarationsDoesNotMatter() throws Exception {
    site.filter("api", stateless("/api/login"), "/api/*")
        .filter("web", session("/login"), "/*")
        .at("/api/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .start();
    var web = site.client();
    web.login("/login", "alice", "right");

    assertThat(web.get("/api/who").statusCode()).isEqualTo(401);
  }

  @Test
  void twoWithOnePatternDoNotStart() throws Exception {
    site.filter("web", session("/login"), "/*").filter("twin", session("/login"), "/*").start();

    assertThat(site.isServing()).isFalse();
    assertThat(site.startProblems)
        .startsWith(
            "url-pattern: \"/*\" is served by filter \"web\" already. Give each filter patterns of"
                + " its own. (filter \"twin\")");
  }

  @Test
  void theStoresAreOpenedOnceAndClosedWithTheLast() throws Exception {
    start();

    site.stop();

    assertThat(site.stores.closings).hasValue(1);
  }

  @Test
  void theStoresAreClosedWhenAnotherFilterWouldNotStart() throws Exception {
    site.filter("web", session("/login"), "/*").filter("twin", session("/login"), "/*").start();

    site.stop();

    assertThat(site.stores.openings).doesNotHaveValue(0);
    assertThat(site.stores.closings).hasValue(site.stores.openings.get());
  }

  private Map<String, String> session(String login) {
    return site.settings(
        "login.path", login, "login.verifier", LabVerifier.class.getName(), "strategy", "session");
  }

  private Map<String, String> stateless(String login) {
    return site.settings(
        "login.path",
        login,
        "login.verifier",
        LabVerifier.class.getName(),
        "strategy",
        "stateless-jwt");
  }
}
