package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import jakarta.servlet.ServletException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login beyond {@code session.max-per-user} has an answer, and is never 500. */
final class TooManySessionsTest {

  private final Site site = new Site();

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful-jwt"})
  void aProgramIsToldThatItIsNotThePassword(String strategy) throws Exception {
    start("refuse", strategy);
    var first = loggedIn();

    var refused = site.client().login("alice");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(refused.headers().allValues("set-cookie")).isEmpty();
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"tag:postern.dev,2026:too-many-sessions\","
                + "\"title\":\"Too Many Sessions\",\"status\":409}");
    assertThat(first.get("/who").body()).isEqualTo("alice");
  }

  @Test
  void aBrowserIsShownTheFormAgain() throws Exception {
    start("refuse", "session");
    loggedIn();

    var refused = site.client().submit("/login", "username=alice&password=right");

    assertThat(refused.statusCode()).isEqualTo(303);
    assertThat(refused.headers().firstValue("location"))
        .contains("/open/form?error=too-many-sessions");
    assertThat(refused.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  void aLoginByTheServletApiFailsAsTheSpecificationHasIt() throws Exception {
    start("refuse", "session");
    loggedIn();

    assertThat(site.client().get("/open/servlet-login").body())
        .isEqualTo("The user has as many sessions as one user may have. End one of them first.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/open/own-login", "/open/careless-servlet-login"})
  void anApplicationThatLetsTheRefusalPassAnswersTheSame(String path) throws Exception {
    start("refuse", "session");
    loggedIn();

    var refused = site.client().get(path);

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.headers().allValues("set-cookie")).isEmpty();
  }

  @Test
  void anApplicationMayCatchTheRefusalAndTheCallerIsWhoTheyWere() throws Exception {
    start("refuse", "session");
    loggedIn();
    var bob = site.client();
    bob.login("bob");

    assertThat(bob.get("/open/caught").body()).isEqualTo("refused");

    assertThat(bob.get("/who").body()).isEqualTo("bob");
  }

  @Test
  void aLogoutMakesRoom() throws Exception {
    start("refuse", "session");
    loggedIn().post("/logout");

    assertThat(site.client().login("alice").statusCode()).isEqualTo(200);
  }

  @Test
  void whereTheOldestGivesWayItIsLoggedOutAndTheNewOneIsIn() throws Exception {
    start("oldest-out", "session");
    var first = loggedIn();

    var second = loggedIn();

    assertThat(first.get("/who").statusCode()).isEqualTo(401);
    assertThat(second.get("/who").body()).isEqualTo("alice");
  }

  private void start(String whenFull, String strategy) throws Exception {
    site.filter(
            "web",
            site.settings(
                "strategy", strategy,
                "transport", "cookie",
                "session.max-per-user", "1",
                "session.when-full", whenFull,
                "login.path", "/login",
                "login.page", "/open/form",
                "logout.path", "/logout",
                "login.verifier", LabVerifier.class.getName(),
                "access", "/open/* anyone"),
            "/*")
        .at("/who", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at(
            "/open/servlet-login",
            (request, response) -> {
              try {
                request.login("alice", "right");
              } catch (ServletException e) {
                response.getWriter().write(e.getMessage());
              }
            })
        .at("/open/careless-servlet-login", (request, response) -> request.login("alice", "right"))
        .at("/open/own-login", (request, response) -> Authentication.of(request).login(alice()))
        .at(
            "/open/caught",
            (request, response) -> {
              try {
                Authentication.of(request).login(alice());
              } catch (TooManySessionsException e) {
                response.getWriter().write("refused");
              }
            })
        .start();
  }

  private static Identity alice() {
    return Identity.ofPassword("alice", Set.of(), Instant.EPOCH);
  }

  private Client loggedIn() throws Exception {
    var client = site.client();
    assertThat(client.login("alice").statusCode()).isEqualTo(200);
    return client;
  }
}
