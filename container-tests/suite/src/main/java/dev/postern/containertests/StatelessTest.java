package dev.postern.containertests;

import static dev.postern.containertests.war.Zones.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import java.util.Locale;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that hold the identity: what is in them, who can verify them, how they end. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StatelessTest {

  private static final String CONTEXT = "stateless-war";

  private final Zone zone = Zone.of(CONTEXT, "stateless");

  @Deployment(testable = false)
  static WebArchive war() {
    WebXml webXml = Zones.webXml();
    for (String algorithm : new String[] {"eddsa", "ps256", "rs256", "hs256"}) {
      webXml.filter(algorithm, "/" + algorithm + "/*", ofItsOwn(algorithm, "token.algorithm"));
    }
    webXml.filter("jwe", "/jwe/*", ofItsOwn("jwe", "token.format"));
    return Wars.probe(CONTEXT, webXml);
  }

  /** An app of its own, so that its keys are of another algorithm than the other zones'. */
  private static String[] ofItsOwn(String zone, String setting) {
    String jwks = "/" + zone + "/jwks.json";
    String value =
        zone.equals("eddsa") ? "EdDSA" : zone.equals("jwe") ? zone : zone.toUpperCase(Locale.ROOT);
    return settings(zone, "stateless-jwt", setting, value, "app", "app-" + zone, "jwks.path", jwks);
  }

  @Test
  void loginAnswersATokenAsOAuthDoes() {
    Answer login = zone.login("ada");

    assertThat(login.status()).isEqualTo(200);
    assertThat(login.header("Cache-Control")).contains("no-store");
    assertThat(login.setCookies()).isEmpty();
    assertThat(login.json()).containsEntry("token_type", "Bearer");
    assertThat((Long) login.json().get("expires_in")).isBetween(240L, 300L);
  }

  @Test
  void anybodyVerifiesATokenWithThePublishedKeys() throws Exception { // AT-1, AT-2
    String token = zone.token("sue");

    JsonWebSignature jws = verified(token, zone.get("/jwks.json").send().body());
    JwtClaims claims = JwtClaims.parse(jws.getPayload());

    assertThat(jws.getHeader("typ")).isEqualTo("at+jwt");
    assertThat(jws.getAlgorithmHeaderValue()).isEqualTo("ES256");
    assertThat(claims.getSubject()).isEqualTo("sue");
    assertThat(claims.getStringListClaimValue("roles")).containsExactly("customer");
    assertThat(claims.getStringClaimValue("scope")).isEqualTo("parcels:move parcels:read");
    assertThat(claims.getClaimNames())
        .contains("iss", "aud", "exp", "iat", "jti", "client_id", "auth_time", "amr");
  }

  @Test
  void publishedKeysHoldNoPrivatePart() {
    Answer jwks = zone.get("/jwks.json").send();

    assertThat(jwks.status()).isEqualTo(200);
    assertThat(jwks.json()).containsOnlyKeys("keys");
    assertThat(jwks.body()).doesNotContain("\"d\"").doesNotContain("\"k\"").contains("\"kid\"");
  }

  @ParameterizedTest
  @CsvSource({"eddsa, EdDSA", "ps256, PS256", "rs256, RS256"})
  void everyAsymmetricAlgorithmSignsAndIsPublished(String name, String algorithm) throws Exception {
    Zone other = Zone.of(CONTEXT, name);
    String token = other.token("ada");

    JsonWebSignature jws = verified(token, other.get("/jwks.json").send().body());

    assertThat(jws.getAlgorithmHeaderValue()).isEqualTo(algorithm);
    assertThat(other.get("/page").bearer(token).send().text("user")).isEqualTo("ada");
  }

  @Test
  void sharedSecretSignsAndIsNotPublished() {
    Zone other = Zone.of(CONTEXT, "hs256");

    Answer answer = other.get("/page").bearer(other.token("ada")).send();

    assertThat(answer.text("user")).isEqualTo("ada");
    assertThat(other.get("/jwks.json").send().body()).doesNotContain("oct").doesNotContain("\"k\"");
  }

  @Test
  void encryptedTokenShowsNothingOfTheIdentity() {
    Zone other = Zone.of(CONTEXT, "jwe");
    String token = other.token("ada");

    assertThat(token.split("\\.", -1)).hasSize(5);
    assertThat(other.get("/page").bearer(token).send().text("user")).isEqualTo("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stateful", "eddsa", "ps256", "hs256", "jwe"})
  void tokenOfOneZoneIsNothingInAnother(String name) {
    Answer there = Zone.of(CONTEXT, name).get("/page").bearer(zone.token("ada")).send();
    Answer here = zone.get("/page").bearer(Zone.of(CONTEXT, name).token("ada")).send();

    assertThat(there.status()).isEqualTo(401);
    assertThat(here.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stateless", "hs256", "jwe"})
  void logoutDeniesTheTokenAndNoOther(String name) {
    Zone other = Zone.of(CONTEXT, name);
    String first = other.token("ada");
    String second = other.token("ada");

    Answer logout = other.post("/logout").bearer(first).send();

    assertThat(logout.status()).isEqualTo(204);
    assertThat(other.get("/page").bearer(first).send().status()).isEqualTo(401);
    assertThat(other.get("/page").bearer(second).send().status()).isEqualTo(200);
  }

  @Test
  void refusedTokenIsChallengedAsInvalid() { // BR-5
    String token = zone.token("ada");
    zone.post("/logout").bearer(token).send();

    Answer answer = zone.get("/page").bearer(token).send();

    assertThat(answer.header("WWW-Authenticate"))
        .hasValueSatisfying(
            challenge -> assertThat(challenge).startsWith("Bearer").contains("\"invalid_token\""));
    assertThat(answer.body()).doesNotContain(token);
  }

  private static JsonWebSignature verified(String token, String jwks) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmConstraints(
        new AlgorithmConstraints(
            AlgorithmConstraints.ConstraintType.PERMIT, "ES256", "EdDSA", "PS256", "RS256"));
    jws.setCompactSerialization(token);
    jws.setKey(
        new JsonWebKeySet(jwks)
            .getJsonWebKeys().stream()
                .filter(key -> key.getKeyId().equals(jws.getKeyIdHeaderValue()))
                .findFirst()
                .orElseThrow()
                .getKey());
    assertThat(jws.verifySignature()).isTrue();
    return jws;
  }
}
