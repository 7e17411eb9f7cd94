package dev.postern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application takes back, behind the whole filter. */
final class RevocationTest {

  private final Site site = new Site();
  private final AtomicReference<ServletContext> context = new AtomicReference<>();

  @BeforeEach
  void start() throws Exception {
    site.filter(
            "web",
            site.settings(
                "login.path", "/login",
                "revocation.staleness", "0s",
                "login.verifier", LabVerifier.class.getName()),
            "/*")
        .filter(
            "tokens",
            site.settings(
                "strategy", "stateless-jwt",
                "login.path", "/tokens/login",
                "revocation.staleness", "0s",
                "login.verifier", LabVerifier.class.getName()),
            "/tokens/*")
        .with(tomcat -> context.set(tomcat.getServletContext()))
        .at("/in", (request, response) -> response.getWriter().write(request.getRemoteUser()))
        .at("/tokens/in", (request, response) -> {})
        .at(
            "/revoke-bob",
            (request, response) -> Authentication.of(request).revocation().revokeUser("bob"))
        .start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
  }

  @Test
  void whatCouldNotBeConfirmedIsToldAndHoldsHereAllTheSame() throws Exception {
    // FAULTS R15, RFC 7009 section 2.2.1
    var alice = loggedIn("alice");
    var bob = loggedIn("bob");
    var tokens = bearer("bob");
    site.at(
        "/revoke-bob-in-vain",
        (request, response) -> {
          site.stores.breakDown();
          Authentication.of(request).revocation().revokeUser("bob");
        });

    var answer = alice.get("/revoke-bob-in-vain");
    site.stores.mend();

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(bob.get("/in").statusCode()).isEqualTo(401);
    assertThat(tokens.get("/tokens/in").statusCode()).isEqualTo(401);
    assertThat(alice.get("/in").body()).isEqualTo("alice");
  }

  @Test
  void duringARequestAllOfAUserIsTakenBackAndNobodyElse() throws Exception {
    var alice = loggedIn("alice");
    var bob = loggedIn("bob");

    assertThat(alice.get("/revoke-bob").statusCode()).isEqualTo(200);

    assertThat(bob.get("/in").statusCode()).isEqualTo(401);
    assertThat(alice.get("/in").body()).isEqualTo("alice");
    assertThat(loggedIn("bob").get("/in").body()).isEqualTo("bob");
  }

  @Test
  void aDeviceIsItsOwnersOnly() throws Exception {
    var alice = loggedIn("alice");
    var elsewhere = loggedIn("alice");
    String handle = Sessions.of(servletContext()).list("alice").get(0).handle();

    assertThat(revocation().revokeDevice("bob", handle)).isFalse();
    assertThat(revocation().revokeDevice("alice", handle)).isTrue();

    assertThat(List.of(alice.get("/in").statusCode(), elsewhere.get("/in").statusCode()))
        .containsExactlyInAnyOrder(200, 401);
  }

  @Test
  void oneTokenIsTakenBackByItsId() throws Exception {
    var one = bearer("alice");
    var other = bearer("alice");

    revocation().revokeToken(claim(one, 1, "jti"), Clock.systemUTC().instant().plusSeconds(300));

    assertThat(one.get("/tokens/in").statusCode()).isEqualTo(401);
    assertThat(other.get("/tokens/in").statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyThatGotOutVoidsWhatItSigned() throws Exception {
    var alice = bearer("alice");

    revocation().revokeKey(claim(alice, 0, "kid"));

    assertThat(alice.get("/tokens/in").statusCode()).isEqualTo(401);
    assertThat(bearer("alice").get("/tokens/in").statusCode()).isEqualTo(401);
  }

  @Test
  void aNodeIsReadyWhileItKnowsWhatWasTakenBack() throws Exception {
    assertThat(Health.of(servletContext()).isReady()).isTrue();

    site.stores.breakDown();
    assertThat(Health.of(servletContext()).isReady()).isFalse();

    site.stores.mend();
    assertThat(Health.of(servletContext()).isReady()).isTrue();
  }

  @Test
  void aNodeIsNotReadyWhileItsStoreForgetsThings() throws Exception {
    site.stores.forgetThings();

    assertThat(Health.of(servletContext()).isReady()).isFalse();
  }

  private ServletContext servletContext() {
    return requireNonNull(context.get());
  }

  private Revocation revocation() {
    return Revocation.of(servletContext(), "lab");
  }

  private Client loggedIn(String user) throws Exception {
    var client = site.client();
    assertThat(client.login(user).statusCode()).isEqualTo(200);
    return client;
  }

  private Client bearer(String user) throws Exception {
    var client = site.client();
    client.login("/tokens/login", user, "right");
    return client;
  }

  private static String claim(Client client, int part, String name) {
    String json =
        new String(Base64.getUrlDecoder().decode(client.bearer().split("\\.", -1)[part]), UTF_8);
    return json.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }
}
