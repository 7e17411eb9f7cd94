package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.Identity;
import dev.postern.token.RealIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents and tokens of real OpenID providers, under the settings that the README shows. */
class RealIssuersTest {

  private static final String ALICE = "31355176-f819-47cd-b85c-acf61b47ab90";
  private static final String ENCRYPTION_KEY = "9JT_PDKMkl3xkjVnV8lE7Bij0a6NCXJFXtgrUAE4TKc";

  private final Site site = new Site();
  private RealIssuer keycloak;
  private RealIssuer node;

  @BeforeEach
  void start() throws Exception {
    keycloak = new RealIssuer("keycloak");
    node = new RealIssuer("oidc-provider");
    String others =
        "; node " + node.issuer() + " audience=https://parcels.example roles=roles clients=";
    trusting("mapped", line("audience=parcels") + others + "parcels-web,batch");
    trusting("plain", line("audience=account") + others + "parcels-web");
    site.start();
  }

  @AfterEach
  void stop() throws Exception {
    site.stop();
    keycloak.close();
    node.close();
  }

  @ParameterizedTest
  @CsvSource({"/mapped, mapped user", "/plain, user"})
  void aUserOfKeycloakIsLetInUnderTheSettingsOfTheReadme(String path, String kind)
      throws Exception {
    Client alice = site.client().bearing(keycloak.token(kind));

    assertThat(alice.get(path + "/me").body()).isEqualTo("keycloak|" + ALICE + " user");
    assertThat(alice.get(path + "/desk").body()).isEqualTo("desk");
  }

  @Test
  void anAccountOfAServiceIsNoUser() throws Exception { // AT-5
    Client batch = site.client().bearing(keycloak.token("mapped client"));

    assertThat(batch.get("/mapped/me").body()).isEqualTo("keycloak||batch client");
    assertThat(batch.get("/mapped/desk").statusCode()).isEqualTo(403);
  }

  @Test
  void aTokenThatKeycloakMeantForNobodyElseIsRefusedWhereAnAudienceIsOurs() // AT-3, BCP-10
      throws Exception {
    assertRefused("/mapped", keycloak.token("user"));
  }

  @Test
  void theAccountThatEveryTokenOfARealmIsMeantForIsNotEnough() throws Exception { // AT-3, BCP-10
    assertRefused("/plain", keycloak.token("client"));
    assertRefused("/plain", keycloak.tokenWith("user", Map.of("azp", "another-application")));
    assertRefused("/plain", node.token("client"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id token", "refresh token"})
  void noOtherTokenOfKeycloakIsAnAccessToken(String kind) throws Exception { // BCP-12
    Map<String, Object> forUs = Map.of("aud", "parcels");

    assertRefused("/mapped", keycloak.tokenWith(kind, forUs));
  }

  @Test
  void theKeyThatEncryptsVerifiesNothing() throws Exception { // JWK-1
    assertRefused("/mapped", keycloak.tokenNaming("mapped user", Map.of("kid", ENCRYPTION_KEY)));
  }

  @Test
  void tokensOfTheNodeProviderAreTakenAsTheyAre() throws Exception { // AT-1, AT-2, AT-5
    Client alice = site.client().bearing(node.token("user"));
    Client batch = site.client().bearing(node.token("client"));

    assertThat(alice.get("/mapped/me").body()).isEqualTo("node|alice user");
    assertThat(alice.get("/mapped/desk").body()).isEqualTo("desk");
    assertThat(batch.get("/mapped/me").body()).isEqualTo("node||batch client");
  }

  @Test
  void anIdTokenOfTheNodeProviderIsNoAccessToken() throws Exception { // BCP-12
    assertRefused("/mapped", node.tokenWith("id token", Map.of("aud", "https://parcels.example")));
  }

  private void assertRefused(String path, String token) throws Exception {
    assertThat(site.client().bearing(token).get(path + "/me").statusCode()).isEqualTo(401);
    assertThat(site.calls).hasValue(0);
  }

  private void trusting(String zone, String issuers) {
    site.filter(
        zone,
        site.settings(
            "strategy",
            "stateless-jwt",
            "access",
            "/%1$s/desk role clerk; /* authenticated".formatted(zone),
            "trusted-issuers",
            issuers),
        "/" + zone + "/*");
    site.at(
        "/" + zone + "/me",
        (request, response) ->
            response
                .getWriter()
                .write(
                    request.getRemoteUser()
                        + (((Identity) request.getUserPrincipal()).isClient()
                            ? " client"
                            : " user")));
    site.at("/" + zone + "/desk", (request, response) -> response.getWriter().write("desk"));
  }

  /** The README's line for Keycloak with this audience, at the issuer of this test. */
  private String line(String audience) throws Exception {
    Pattern line =
        Pattern.compile(
            "keycloak https://login\\.example/realms/shop (" + audience + " [^;\\n`]+)");
    Matcher found = line.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(found.find()).isTrue();
    return "keycloak " + keycloak.issuer() + " " + found.group(1);
  }
}
