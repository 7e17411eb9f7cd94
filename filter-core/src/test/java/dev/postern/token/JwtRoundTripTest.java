package dev.postern.token;

import static dev.postern.token.TokenFixture.ALICE;
import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.json.Json;
import dev.postern.json.JsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwtRoundTripTest {

  private final TokenFixture tokens = TokenFixture.signing(JwsAlgorithm.ES256);

  @ParameterizedTest
  @EnumSource(JwsAlgorithm.class)
  void everyAlgorithmVerifiesWhatItIssued(JwsAlgorithm algorithm) {
    for (TokenFormat format : TokenFormat.values()) {
      TokenFixture fixture = new TokenFixture(KeyRing.ephemeral(algorithm, RANDOM), format);

      JwtIssuer.Issued issued =
          fixture.issuer.issue(TokenType.ACCESS, ALICE, NOW, NOW.plusSeconds(300));
      VerifiedJwt jwt = accepted(fixture.verify(issued.text()));

      assertThat(jwt.subject()).contains("alice");
      assertThat(jwt.id()).isEqualTo(issued.id());
      assertThat(jwt.issuedAt()).isEqualTo(NOW);
      assertThat(jwt.expiresAt()).isEqualTo(NOW.plusSeconds(300));
      assertThat(jwt.text("client_id")).contains("parcels");
      assertThat(jwt.header()).containsEntry("alg", algorithm.headerName());
      assertThat(jwt.keyId()).isEqualTo(fixture.ring.keyIds(NOW).get(0));
    }
  }

  @Test
  void aReferenceToASessionNeedsNoSubject() {
    JwtIssuer.Issued issued =
        tokens.issuer.issue(TokenType.SESSION, Map.of("sid", "s"), NOW, NOW.plusSeconds(60));

    VerifiedJwt jwt = accepted(tokens.verifier.verify(issued.text(), TokenType.SESSION, NOW));

    assertThat(jwt.subject()).isEmpty();
    assertThat(jwt.text("sid")).contains("s");
  }

  @Test
  void everyTokenHasAnIdOfItsOwn() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ids.add(tokens.issuer.issue(TokenType.ACCESS, ALICE, NOW, NOW.plusSeconds(60)).id());
    }

    assertThat(ids).hasSize(100);
  }

  @Test
  void everySignatureIsTheLowerTwin() { // JWT-9
    for (int i = 0; i < 64; i++) {
      byte[] signature = Base64Url.decode(TokenFixture.part(tokens.token(), 2)).orElseThrow();

      assertThat(EcdsaSignature.isCanonical(signature)).isTrue();
      assertThat(EcdsaSignature.isCanonical(EcdsaSignature.twin(signature))).isFalse();
    }
  }

  @Test
  void encryptedTokensSayNoMoreThanTheyMust() { // BCP-7, JWE-1, JWE-3
    TokenFixture sealing = new TokenFixture(tokens.ring, TokenFormat.JWE);

    String token = sealing.token();

    assertThat(new String(Base64Url.decode(TokenFixture.part(token, 0)).orElseThrow(), UTF_8))
        .isEqualTo(
            "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"cty\":\"JWT\",\"kid\":\"%s\"}",
            tokens.ring.keyIds(NOW).get(0));
    assertThat(TokenFixture.part(token, 1)).isEmpty();
  }

  @Test
  void timesBoundTheAcceptance() { // JWT-3
    String token = tokens.token();

    assertThat(tokens.verify(token, NOW.minusSeconds(30))).isInstanceOf(JwtResult.Verified.class);
    assertThat(tokens.verify(token, NOW.minusMillis(30_001)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.NOT_YET_VALID));
    assertThat(tokens.verify(token, NOW.plusMillis(329_999)))
        .isInstanceOf(JwtResult.Verified.class);
    assertThat(tokens.verify(token, NOW.plusSeconds(330)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.EXPIRED));
  }

  @Test
  void audienceMayBeAListThatNamesUs() throws Exception { // AT-3
    Map<String, Object> claims = tokens.claims();
    claims.put("aud", List.of("other", "parcels"));

    assertThat(tokens.verify(tokens.sign(tokens.header(), claims)))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @Test
  void theTypeIsAMediaType() throws Exception { // AT-1
    for (String typ : List.of("at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt")) {
      Map<String, Object> header = tokens.header();
      header.put("typ", typ);

      assertThat(tokens.verify(tokens.sign(header, tokens.claims())))
          .isInstanceOf(JwtResult.Verified.class);
    }
  }

  @Test
  void whatNoVerifierWouldAcceptIsNotIssued() {
    assertThatThrownBy(() -> issue(Map.of("sub", "alice"), NOW.plusSeconds(60)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("No verifier would accept this at+jwt: MISSING_CLAIM.");
    assertThatThrownBy(() -> issue(ALICE, NOW.plusSeconds(301)))
        .hasMessage("No verifier would accept this at+jwt: LIVES_TOO_LONG.");
    assertThatThrownBy(
            () ->
                issue(
                    Map.of("sub", "a", "client_id", "c", "roles", List.of("x\n")),
                    NOW.plusSeconds(60)))
        .hasMessage("No verifier would accept this at+jwt: INVALID_CLAIM.");
    assertThatThrownBy(
            () ->
                issue(
                    Map.of("sub", "a", "client_id", "c", "note", "x".repeat(9000)),
                    NOW.plusSeconds(60)))
        .hasMessageEndingWith("characters is longer than token.max-length allows.");
    assertThatThrownBy(() -> issue(Map.of("iss", "me"), NOW.plusSeconds(60)))
        .hasMessage("The issuer alone sets the claim iss.");
  }

  @Test
  void noSecretIsShown() { // I8
    JwtIssuer.Issued issued =
        tokens.issuer.issue(TokenType.ACCESS, ALICE, NOW, NOW.plusSeconds(60));
    TokenFixture symmetric = TokenFixture.signing(JwsAlgorithm.HS256);
    String secret = Base64Url.encode(symmetric.ring.signingKey(NOW).verifying().getEncoded());

    assertThat(issued.toString()).isEqualTo("Issued[redacted, expiresAt=2026-11-20T10:01:00Z]");
    assertThat(accepted(tokens.verify(issued.text())).toString()).doesNotContain("alice");
    assertThat(symmetric.ring.toString() + symmetric.ring.signingKey(NOW)).doesNotContain(secret);
    assertThat(symmetric.ring.publicJwks(NOW, Duration.ofMinutes(5))).isEqualTo("{\"keys\":[]}");
    assertThat(symmetric.ring.secret().toString()).isEqualTo("AppSecret[redacted]");
  }

  @Test
  void publishedKeysHaveNoPrivateHalf() throws JsonException {
    for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA)) {
      KeyRing ring = KeyRing.ephemeral(algorithm, RANDOM);

      Map<String, Object> set = Json.readObject(ring.publicJwks(NOW, Duration.ofMinutes(5)));

      assertThat(set.get("keys"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .singleElement()
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("kid", ring.keyIds(NOW).get(0))
          .containsEntry("use", "sig")
          .containsEntry("alg", algorithm.headerName())
          .doesNotContainKey("d");
    }
  }

  @Test
  void derivedKeysDifferByLabelAndBySecret() {
    AppSecret secret = AppSecret.ephemeral(RANDOM);

    assertThat(secret.derive("a")).hasSize(32).isEqualTo(secret.derive("a"));
    assertThat(secret.derive("a")).isNotEqualTo(secret.derive("b"));
    assertThat(secret.derive("a")).isNotEqualTo(AppSecret.ephemeral(RANDOM).derive("a"));
  }

  private JwtIssuer.Issued issue(Map<String, Object> claims, Instant expiresAt) {
    return tokens.issuer.issue(TokenType.ACCESS, claims, NOW, expiresAt);
  }

  private static VerifiedJwt accepted(JwtResult result) {
    assertThat(result).isInstanceOf(JwtResult.Verified.class);
    return ((JwtResult.Verified) result).jwt();
  }
}
