package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.token.IssuerServer;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bearers of another issuer's tokens, over HTTP. */
class TrustedIssuerTest {

  private final Clock clock = Clock.systemUTC();
  private final Site site = new Site();
  private IssuerServer issuer;

  @BeforeEach
  void start() throws Exception {
    issuer = new IssuerServer("/realms/shop", "RS256");
    site.filter(
        "api",
        site.settings(
            "strategy",
            "stateless-jwt",
            "logout.path",
            "/logout",
            "access",
            "/desk role clerk; /vault max-age 1h; /* authenticated",
            "trusted-issuers",
            "keycloak " + issuer.issuer() + " audience=parcels typ=JWT roles=realm_access.roles"),
        "/*");
    site.at("/me", (request, response) -> response.getWriter().write(request.getRemoteUser()));
    site.at("/desk", (request, response) -> response.getWriter().write("desk"));
    site.at("/vault", (request, response) -> response.getWriter().write("vault"));
    site.at(
        "/kind",
        (request, response) ->
            response
                .getWriter()
                .write(((Identity) request.getUserPrincipal()).isClient() ? "client" : "user"));
    site.start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
    issuer.close();
  }

  @Test
  void theBearerIsKnownUnderTheNameOfTheIssuer() throws Exception {
    Client alice = site.client().bearing(token("5f0c", "parcels-web", "clerk"));

    assertThat(alice.get("/me").body()).isEqualTo("keycloak|5f0c");
    assertThat(alice.get("/desk").body()).isEqualTo("desk");
    assertThat(alice.get("/kind").body()).isEqualTo("user");
    assertThat(site.client().bearing(token("77", "web", "customer")).get("/desk").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aClientIsNoUser() throws Exception { // AT-5
    Client batch = site.client().bearing(token("batch", "batch", "clerk"));

    assertThat(batch.get("/kind").body()).isEqualTo("client");
    assertThat(batch.get("/me").body()).isEqualTo("keycloak||batch");
  }

  @Test
  void aTokenThatDoesNotSayWhenItsUserLoggedInIsNotFresh() throws Exception { // SU-2
    Client undated = site.client().bearing(token("5f0c", "parcels-web", "clerk"));
    Client dated =
        site.client()
            .bearing(
                token(
                    "5f0c",
                    "parcels-web",
                    "clerk",
                    Map.of("auth_time", clock.instant().getEpochSecond())));

    HttpResponse<String> refused = undated.get("/vault");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("www-authenticate").orElseThrow())
        .contains("error=\"insufficient_user_authentication\"", "max_age=\"3600\"");
    assertThat(undated.get("/me").body()).isEqualTo("keycloak|5f0c");
    assertThat(dated.get("/vault").body()).isEqualTo("vault");
  }

  @Test
  void logoutDeniesTheTokenHere() throws Exception {
    Client alice = site.client().bearing(token("5f0c", "parcels-web", "clerk"));
    assertThat(alice.get("/me").statusCode()).isEqualTo(200);

    assertThat(alice.post("/logout").statusCode()).isEqualTo(204);

    assertThat(alice.get("/me").statusCode()).isEqualTo(401);
  }

  @Test
  void aForgedTokenIs401AndAnIssuerThatIsDownIs503() throws Exception { // ROT-3
    issuer.answer(500);
    HttpResponse<String> down = site.client().bearing(token("5f0c", "web", "clerk")).get("/me");

    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("retry-after")).isPresent();
    assertThat(site.calls).hasValue(0);
    assertThat(site.client().bearing("a.b.c").get("/me").statusCode()).isEqualTo(401);
  }

  private String token(String subject, String client, String role) {
    return token(subject, client, role, Map.of());
  }

  private String token(String subject, String client, String role, Map<String, Object> more) {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>(more);
    claims.put("iss", issuer.issuer());
    claims.put("sub", subject);
    claims.put("aud", "parcels");
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.getEpochSecond() + 300);
    claims.put("azp", client);
    claims.put("realm_access", Map.of("roles", List.of(role)));
    return issuer.token("JWT", claims);
  }
}
