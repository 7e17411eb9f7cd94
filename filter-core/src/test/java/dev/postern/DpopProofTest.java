package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.token.HttpAddress;
import dev.postern.token.JwsAlgorithm;
import dev.postern.token.JwtProblem;
import dev.postern.token.JwtResult;
import dev.postern.token.ProofVerifier;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a DPoP proof has to be (RFC 9449 section 4.3), and all that an attacker makes of it. */
final class DpopProofTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String SHOP = "https://shop.example";
  private static final String PARCELS = SHOP + "/api/parcels";
  private static final String TO_THE_POINT = "SHA256withECDSAinP1363Format";

  private static KeyPair key;
  private static KeyPair other;
  private static KeyPair rsa;

  private final ProofVerifier verifier =
      new ProofVerifier(
          Set.of(JwsAlgorithm.ES256, JwsAlgorithm.EDDSA, JwsAlgorithm.RS256),
          Duration.ofSeconds(30));

  /** One way of being wrong. */
  private interface Wrong {
    String of(AssertionMaker proof) throws Exception;
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    key = ClientKeys.ec();
    other = ClientKeys.ec();
    rsa = ClientKeys.rsa();
  }

  @Test
  void aGoodProofTellsTheThumbprintOfItsKey() throws Exception { // DP-1
    String thumbprint = ClientKeys.thumbprint(key);

    assertThat(verify(proof().signed(key)))
        .isInstanceOfSatisfying(
            JwtResult.Verified.class, good -> assertThat(good.jwt().keyId()).isEqualTo(thumbprint));
  }

  @Test
  void edwardsAndRsaKeysSignToo() throws Exception { // DP-1
    KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = edwards.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    AssertionMaker ofEdwards =
        proof()
            .header("alg", "EdDSA")
            .header(
                "jwk", Map.of("kty", "OKP", "crv", "Ed25519", "x", AssertionMaker.encode(point)));
    AssertionMaker ofRsa = proof().header("alg", "RS256").header("jwk", ClientKeys.publicJwk(rsa));

    assertGood(ofEdwards.signed(edwards.getPrivate(), "Ed25519"));
    assertGood(ofRsa.signed(rsa.getPrivate(), "SHA256withRSA"));
  }

  /** As WebCrypto exports it. */
  @Test
  void whatElseTheKeySaysOfItselfDoesNotMatter() throws Exception {
    Map<String, Object> jwk = new LinkedHashMap<>(ClientKeys.publicJwk(key));
    jwk.put("ext", true);
    jwk.put("key_ops", List.of("verify"));
    jwk.put("kid", "https://evil.example/keys");
    jwk.put("x5u", "https://evil.example/certificate");

    assertGood(proof().header("jwk", jwk).signed(key));
  }

  static Stream<Arguments> wrong() throws Exception {
    Map<String, Object> withPrivate = new LinkedHashMap<>(ClientKeys.publicJwk(key));
    withPrivate.put("d", "AAAA");
    Map<String, Object> offTheCurve = new LinkedHashMap<>(ClientKeys.publicJwk(key));
    offTheCurve.put("y", offTheCurve.get("x"));
    Map<String, Object> encrypting = new LinkedHashMap<>(ClientKeys.publicJwk(key));
    encrypting.put("use", "enc");
    String exponent = AssertionMaker.encode(new byte[] {1, 0, 0, 0, 0, 1});
    Map<String, Object> slow = new LinkedHashMap<>(ClientKeys.publicJwk(rsa));
    slow.put("e", exponent);
    return Stream.of(
        wrong("another type", p -> p.header("typ", "JWT").signed(key), JwtProblem.WRONG_TYPE),
        wrong("no type", p -> p.withoutHeader("typ").signed(key), JwtProblem.MALFORMED),
        wrong(
            "type in capitals",
            p -> p.header("typ", "DPOP+JWT").signed(key),
            JwtProblem.WRONG_TYPE),
        wrong("alg none", p -> p.header("alg", "none").signed(key), JwtProblem.WRONG_ALGORITHM),
        wrong("no alg", p -> p.withoutHeader("alg").signed(key), JwtProblem.MALFORMED),
        wrong(
            "alg in small letters",
            p -> p.header("alg", "es256").signed(key),
            JwtProblem.WRONG_ALGORITHM),
        wrong(
            "a list of algs",
            p -> p.header("alg", List.of("ES256")).signed(key),
            JwtProblem.WRONG_ALGORITHM),
        wrong(
            "an alg that is not listed",
            p -> p.header("alg", "PS256").signed(key),
            JwtProblem.WRONG_ALGORITHM),
        wrong(
            "a MAC under the public key",
            p -> p.header("alg", "HS256").mac(key.getPublic().getEncoded()),
            JwtProblem.WRONG_ALGORITHM),
        wrong(
            "a symmetric key",
            p -> p.header("jwk", Map.of("kty", "oct", "k", "c2VjcmV0")).signed(key),
            JwtProblem.UNKNOWN_KEY),
        wrong(
            "alg of another kind of key",
            p -> p.header("alg", "RS256").signed(key),
            JwtProblem.WRONG_ALGORITHM),
        wrong("no key", p -> p.withoutHeader("jwk").signed(key), JwtProblem.MALFORMED),
        wrong("a text for a key", p -> p.header("jwk", "{}").signed(key), JwtProblem.MALFORMED),
        wrong(
            "an empty key", p -> p.header("jwk", Map.of()).signed(key), JwtProblem.WRONG_ALGORITHM),
        wrong(
            "a private member",
            p -> p.header("jwk", withPrivate).signed(key),
            JwtProblem.UNKNOWN_KEY),
        wrong(
            "a point off the curve",
            p -> p.header("jwk", offTheCurve).signed(key),
            JwtProblem.UNKNOWN_KEY),
        wrong(
            "a key to encrypt with",
            p -> p.header("jwk", encrypting).signed(key),
            JwtProblem.WRONG_ALGORITHM),
        wrong(
            "a slow exponent",
            p ->
                p.header("alg", "RS256")
                    .header("jwk", slow)
                    .signed(rsa.getPrivate(), "SHA256withRSA"),
            JwtProblem.UNKNOWN_KEY),
        wrong("a named key beside it", p -> p.header("kid", "1").signed(key), JwtProblem.MALFORMED),
        wrong(
            "crit",
            p -> p.header("crit", List.of("b64")).header("b64", false).signed(key),
            JwtProblem.MALFORMED),
        wrong(
            "signed by another key",
            p -> p.signed(other.getPrivate(), TO_THE_POINT),
            JwtProblem.FORGED),
        wrong("not signed", p -> p.with(new byte[0]), JwtProblem.FORGED),
        wrong("zeros for a signature", p -> p.with(new byte[64]), JwtProblem.FORGED),
        wrong("no id", p -> p.without("jti").signed(key), JwtProblem.MISSING_CLAIM),
        wrong("a number for an id", p -> p.claim("jti", 7).signed(key), JwtProblem.INVALID_CLAIM),
        wrong(
            "an id without end",
            p -> p.claim("jti", "j".repeat(257)).signed(key),
            JwtProblem.INVALID_CLAIM),
        wrong(
            "an id with a line end",
            p -> p.claim("jti", "a\nb").signed(key),
            JwtProblem.INVALID_CLAIM),
        wrong("no method", p -> p.without("htm").signed(key), JwtProblem.MISSING_CLAIM),
        wrong("another method", p -> p.claim("htm", "POST").signed(key), JwtProblem.WRONG_TARGET),
        wrong(
            "the method in small letters",
            p -> p.claim("htm", "get").signed(key),
            JwtProblem.WRONG_TARGET),
        wrong("no address", p -> p.without("htu").signed(key), JwtProblem.MISSING_CLAIM),
        wrong(
            "a list of addresses",
            p -> p.claim("htu", List.of(PARCELS)).signed(key),
            JwtProblem.WRONG_TARGET),
        wrong("no time", p -> p.without("iat").signed(key), JwtProblem.MISSING_CLAIM),
        wrong(
            "a text for a time", p -> p.claim("iat", "now").signed(key), JwtProblem.INVALID_CLAIM),
        wrong(
            "a minute and a second old",
            p -> p.claim("iat", NOON.getEpochSecond() - 61).signed(key),
            JwtProblem.EXPIRED),
        wrong(
            "from the future",
            p -> p.claim("iat", NOON.getEpochSecond() + 31).signed(key),
            JwtProblem.NOT_YET_VALID),
        wrong(
            "a claim twice",
            p -> p.signed(key, p.json().replaceFirst("\\{", "{\"htm\":\"GET\",")),
            JwtProblem.MALFORMED),
        wrong(
            "longer than any",
            p -> p.claim("more", "x".repeat(4000)).signed(key),
            JwtProblem.MALFORMED),
        wrong("two in one header", p -> p.signed(key) + "," + p.signed(key), JwtProblem.MALFORMED),
        wrong("no token", p -> "nonsense", JwtProblem.MALFORMED),
        wrong("an empty text", p -> "", JwtProblem.MALFORMED),
        wrong("JSON serialization", p -> p.json(), JwtProblem.MALFORMED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void whatIsWrongWithAProofIsFound(String name, Wrong wrong, JwtProblem problem) // DP-1
      throws Exception {
    assertThat(verify(wrong.of(proof()))).isEqualTo(new JwtResult.Refused(problem));
  }

  @Test
  void aProofIsGoodForAMinuteAndFromAClockThatIsHalfAMinuteAhead() throws Exception { // DP-1
    assertGood(proof().claim("iat", NOON.getEpochSecond() - 60).signed(key));
    assertGood(proof().claim("iat", NOON.getEpochSecond() + 30).signed(key));
  }

  @Test
  void aClockSkewWithoutMeasureDoesNotMakeProofsForTomorrow() throws Exception { // DP-1
    ProofVerifier lenient = new ProofVerifier(Set.of(JwsAlgorithm.ES256), Duration.ofMinutes(5));
    String later = proof().claim("iat", NOON.getEpochSecond() + 61).signed(key);

    assertThat(lenient.verify(later, "GET", Set.of(PARCELS), NOON))
        .isEqualTo(new JwtResult.Refused(JwtProblem.NOT_YET_VALID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/api/parcels",
        "HTTPS://Shop.EXAMPLE:443/api/parcels",
        "https://shop.example/api/parcels?page=2",
        "https://shop.example/api/parcels#top",
        "https://shop.example/%61pi/p%61rcels"
      })
  void spellingsOfTheAddressAreTheAddress(String address) throws Exception { // DP-1
    assertGood(proof().claim("htu", address).signed(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example/api/parcels",
        "https://shop.example:8443/api/parcels",
        "https://shop.example.evil/api/parcels",
        "https://evil.example/api/parcels",
        "https://shop.example@evil.example/api/parcels",
        "https://user@shop.example/api/parcels",
        "https://shop.example/api/parcels/",
        "https://shop.example/API/parcels",
        "https://shop.example/api%2Fparcels",
        "https://shop.example/api/x/../parcels",
        "https://shop.example//api/parcels",
        "//shop.example/api/parcels",
        "/api/parcels",
        "shop.example/api/parcels",
        "https:/api/parcels",
        "https://shop.example/api/parcels ",
        "https://shop.example/api/p\u00e4rcels",
        "ftp://shop.example/api/parcels",
        "mailto:shop@shop.example",
        "https://",
        "%"
      })
  void anyOtherAddressIsAnotherRequest(String address) throws Exception { // DP-1, DP-5
    assertThat(verify(proof().claim("htu", address).signed(key)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_TARGET));
  }

  @ParameterizedTest
  @CsvSource({"'',/", "/a%2fb,/a%2Fb", "/%7Eme,/~me", "/%C3%A4,/%C3%A4"})
  void aRequestsOwnPathHasOneSpellingToo(String path, String spelled) {
    assertThat(HttpAddress.of(SHOP, path)).isEqualTo(SHOP + spelled);
    assertThat(HttpAddress.read(SHOP + path)).contains(SHOP + spelled);
  }

  private static Arguments wrong(String name, Wrong wrong, JwtProblem problem) {
    return Arguments.of(name, wrong, problem);
  }

  private static AssertionMaker proof() {
    return AssertionMaker.proof(key, "GET", PARCELS, NOON);
  }

  private JwtResult verify(String proof) {
    return verifier.verify(proof, "GET", Set.of(PARCELS, "https://www.shop.example/api"), NOON);
  }

  private void assertGood(String proof) {
    assertThat(verify(proof)).isInstanceOf(JwtResult.Verified.class);
  }
}
