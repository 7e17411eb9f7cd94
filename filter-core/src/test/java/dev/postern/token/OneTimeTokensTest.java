package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.InvalidValueException;
import dev.postern.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens for one request, which one server signs and another checks with the public key alone. */
class OneTimeTokensTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final TrustedIssuerSettings FETCHING =
      new TrustedIssuerSettings(
          List.of(), MINUTES, SKEW, Duration.ofHours(24), Duration.ofHours(1));
  private static final OneTimeTarget LABEL = OneTimeTarget.of("GET", "/labels/7");
  private static final OneTimePresentation ASKED = presented("GET", "/labels/7", "", "");

  @TempDir private Path folder;

  private final KeyRing ring = KeyRing.ephemeral(JwsAlgorithm.ES256, RANDOM);
  private final OneTimeIssuer issuer = new OneTimeIssuer(ring, "shop", RANDOM);
  private OneTimeVerifier verifier;

  @BeforeEach
  void publish() throws Exception {
    verifier = verifierOf(ring);
  }

  @ParameterizedTest
  @EnumSource(value = JwsAlgorithm.class, names = "HS256", mode = EnumSource.Mode.EXCLUDE)
  void theOtherServerNeedsThePublicKeyOnly(JwsAlgorithm algorithm) throws Exception {
    KeyRing other = KeyRing.ephemeral(algorithm, RANDOM);
    String token = token(new OneTimeIssuer(other, "shop", RANDOM), LABEL);

    JwtResult result = verifierOf(other).verify(token, ASKED, NOW);

    assertThat(result).isInstanceOf(JwtResult.Verified.class);
    VerifiedJwt jwt = ((JwtResult.Verified) result).jwt();
    assertThat(jwt.subject()).contains("alice");
    assertThat(Base64Url.decode(jwt.id()).orElseThrow()).hasSizeGreaterThanOrEqualTo(16);
  }

  @Test
  void itIsGoodForItsMethodAndPathOnly() {
    String token = token(issuer, LABEL);

    for (OneTimePresentation other :
        List.of(
            presented("POST", "/labels/7", "", ""),
            presented("get", "/labels/7", "", ""),
            presented("GET", "/labels/7/", "", ""),
            presented("GET", "/labels/%37", "", ""),
            presented("GET", "/Labels/7", "", ""),
            presented("GET", "/labels/8", "", ""))) {
      assertThat(verifier.verify(token, other, NOW)).isEqualTo(refused(JwtProblem.WRONG_TARGET));
    }
  }

  @Test
  void theQueryCountsOnlyIfItIsNamed() {
    OneTimeTarget sized =
        new OneTimeTarget("GET", "/labels/7", Optional.of("a=1"), Optional.empty());

    assertVerified(token(issuer, LABEL), presented("GET", "/labels/7", "a=2", ""));
    assertVerified(token(issuer, sized), presented("GET", "/labels/7", "a=1", ""));
    assertThat(verifier.verify(token(issuer, sized), ASKED, NOW))
        .isEqualTo(refused(JwtProblem.WRONG_TARGET));
  }

  @Test
  void theBodyCountsOnlyIfItIsNamed() {
    String hash = OneTimeTarget.hashOf("seven".getBytes(UTF_8));
    OneTimeTarget order = new OneTimeTarget("POST", "/x", Optional.empty(), Optional.of(hash));
    OneTimePresentation without =
        new OneTimePresentation("POST", "/x", "", Optional::<byte[]>empty);

    assertVerified(token(issuer, order), presented("POST", "/x", "", "seven"));
    for (OneTimePresentation other : List.of(without, presented("POST", "/x", "", "eight"))) {
      assertThat(verifier.verify(token(issuer, order), other, NOW))
          .isEqualTo(refused(JwtProblem.WRONG_TARGET));
    }
  }

  @Test
  void itIsForOneAudienceOfOneServerAndForItsMinutes() throws Exception {
    String token = token(issuer, LABEL);
    String elsewhere = issuer.issue(LABEL, "others", "alice", MINUTES, NOW).text();
    String foreign = token(new OneTimeIssuer(ring, "stall", RANDOM), LABEL);
    Instant end = NOW.plus(MINUTES).plus(SKEW);

    assertThat(verifier.verify(elsewhere, ASKED, NOW))
        .isEqualTo(refused(JwtProblem.WRONG_AUDIENCE));
    assertThat(verifier.verify(foreign, ASKED, NOW)).isEqualTo(refused(JwtProblem.WRONG_ISSUER));
    assertThat(verifier.verify(token, ASKED, end)).isEqualTo(refused(JwtProblem.EXPIRED));
    assertThat(verifier.verify(token, ASKED, end.minusSeconds(1)))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @Test
  void aKeyOfSomebodyElseIsNone() throws Exception {
    KeyRing other = KeyRing.ephemeral(JwsAlgorithm.ES256, RANDOM);

    assertThat(verifier.verify(token(new OneTimeIssuer(other, "shop", RANDOM), LABEL), ASKED, NOW))
        .isEqualTo(refused(JwtProblem.UNKNOWN_KEY));
  }

  // BCP-12, RT-9
  @Test
  void itIsNoAccessTokenAndAnAccessTokenIsNone() {
    JwtProfile profile = OneTimeIssuer.profile("shop", "labels", SKEW);
    String access =
        new JwtIssuer(ring, profile, RANDOM)
            .issue(
                TokenType.ACCESS,
                Map.of("sub", "alice", "client_id", "shop"),
                NOW,
                NOW.plus(MINUTES))
            .text();

    assertThat(verifier.verify(access, ASKED, NOW)).isEqualTo(refused(JwtProblem.WRONG_TYPE));
    for (TokenType type : List.of(TokenType.ACCESS, TokenType.SESSION)) {
      assertThat(new JwtVerifier(ring, profile).verify(token(issuer, LABEL), type, NOW))
          .isEqualTo(refused(JwtProblem.WRONG_TYPE));
    }
    assertThat(OneTimeVerifier.isOneTime(access)).isFalse();
    assertThat(OneTimeVerifier.isOneTime(token(issuer, LABEL))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b.c", "..", "a.b.c.d.e", "é", "\u0000"})
  void whatIsNoTokenIsRefused(String text) {
    assertThat(OneTimeVerifier.isOneTime(text)).isFalse();
    assertThat(verifier.verify(text, ASKED, NOW)).isInstanceOf(JwtResult.Refused.class);
  }

  @Test
  void noneLivesForLongerThanAnHourOrForNothing() {
    for (Duration life : List.of(Duration.ZERO, Duration.ofMinutes(61), MINUTES.negated())) {
      assertThatThrownBy(() -> issuer.issue(LABEL, "labels", "alice", life, NOW))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("A one-time token is good for 1 second to 60 minutes.");
    }
    assertThat(
            issuer.issue(LABEL, "labels", "alice", OneTimeIssuer.LONGEST_LIFETIME, NOW).expiresAt())
        .isEqualTo(NOW.plus(OneTimeIssuer.LONGEST_LIFETIME));
  }

  @Test
  void whatIsNoListOfServersIsRefusedAtTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
    Path secret =
        Files.writeString(
            folder.resolve("secret.json"),
            Json.write(Map.of("keys", List.of(NewJwk.generate(JwsAlgorithm.ES256, RANDOM)))));

    for (String wrong :
        List.of(
            "shop",
            "shop http://shop.example/jwks.json",
            "shop ftp://shop.example",
            "shop " + empty,
            "shop " + secret,
            "shop " + folder.resolve("none.json"),
            "shop https://a.example/k\nshop https://b.example/k")) {
      assertThatThrownBy(() -> OneTimeServerParser.parse(wrong))
          .isInstanceOf(InvalidValueException.class);
    }
    assertThat(OneTimeServerParser.parse("shop https://a.example/k; stall https://b.example/k"))
        .extracting(OneTimeServer::issuer)
        .containsExactly("shop", "stall");
  }

  private void assertVerified(String token, OneTimePresentation request) {
    assertThat(verifier.verify(token, request, NOW)).isInstanceOf(JwtResult.Verified.class);
  }

  private static String token(OneTimeIssuer from, OneTimeTarget target) {
    return from.issue(target, "labels", "alice", MINUTES, NOW).text();
  }

  private OneTimeVerifier verifierOf(KeyRing keys) throws Exception {
    Path file = Files.createTempFile(folder, "keys", ".json");
    Files.writeString(file, keys.publicJwks(NOW, MINUTES));
    return new OneTimeVerifier(OneTimeServerParser.parse("shop " + file), "labels", SKEW, FETCHING);
  }

  private static OneTimePresentation presented(
      String method, String path, String query, String body) {
    return new OneTimePresentation(method, path, query, () -> Optional.of(body.getBytes(UTF_8)));
  }

  private static JwtResult refused(JwtProblem problem) {
    return new JwtResult.Refused(problem);
  }
}
