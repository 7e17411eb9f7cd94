package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.input;
import static dev.postern.token.TokenFixture.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import dev.postern.json.JsonNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attacks with claims that our own key has signed: whoever got them signed gains nothing. */
class JwtClaimAttackTest {

  private final TokenFixture tokens = TokenFixture.signing(JwsAlgorithm.ES256);

  @Test
  void duplicateNamesAreRefused() throws Exception {
    // JWT-1: the attacker repeats a name, plainly or escaped, so that two parsers read two
    // subjects.
    String claims = Json.write(tokens.claims());
    String twice = claims.substring(0, claims.length() - 1) + ",\"sub\":\"bob\"}";
    String escaped = claims.substring(0, claims.length() - 1) + ",\"s\\u0075b\":\"bob\"}";
    refused(tokens.sign(tokens.header(), twice), JwtProblem.MALFORMED);
    refused(tokens.sign(tokens.header(), escaped), JwtProblem.MALFORMED);
    String header = Json.write(tokens.header());
    String forged = header.substring(0, header.length() - 1) + ",\"\\u0061lg\":\"none\"}";
    refused(input(forged, claims) + "." + part(tokens.token(), 2), JwtProblem.MALFORMED);
  }

  @Test
  void timesMustBeSoundNumbers() throws Exception {
    // T12, JWT-2: the attacker finds a signer that copies his exp, and makes it never come.
    List<Object> times =
        List.of(
            new BigDecimal("1e300"),
            new BigDecimal("9007199254740992"),
            Long.MAX_VALUE,
            -1L,
            new BigDecimal("-0.5"),
            "1763632800",
            "",
            List.of(1L),
            Map.of("a", 1L),
            true);
    for (String name : List.of("exp", "iat", "nbf", "auth_time")) {
      for (Object time : times) {
        Map<String, Object> claims = tokens.claims();
        claims.put(name, time);
        refused(tokens.sign(tokens.header(), claims), JwtProblem.INVALID_CLAIM);
      }
      String claims = Json.write(tokens.claims());
      refused(
          tokens.sign(tokens.header(), claims.replaceFirst("\\{", "{\"" + name + "2\":1e999,")),
          JwtProblem.MALFORMED);
    }
  }

  @Test
  void requiredClaimsCannotBeLeftOut() throws Exception {
    // JWT-3, BCP-10, AT-2: the attacker has a token signed that lacks what limits it.
    for (String name : TokenType.ACCESS.requiredClaims()) {
      Map<String, Object> claims = tokens.claims();
      claims.remove(name);
      refused(tokens.sign(tokens.header(), claims), JwtProblem.MISSING_CLAIM);
      claims.put(name, JsonNull.NULL);
      refused(tokens.sign(tokens.header(), claims));
    }
  }

  @Test
  void noTokenLivesLongerThanOurs() throws Exception {
    // JWT-4, T12: the attacker has a token signed that outlives every revocation.
    Map<String, Object> claims = tokens.claims();
    claims.put("exp", NOW.getEpochSecond() + 301);
    refused(tokens.sign(tokens.header(), claims), JwtProblem.LIVES_TOO_LONG);
    claims.put("exp", (1L << 53) - 1);
    refused(tokens.sign(tokens.header(), claims), JwtProblem.LIVES_TOO_LONG);
    claims.put("iat", NOW.getEpochSecond() + 31);
    claims.put("exp", NOW.getEpochSecond() + 60);
    refused(tokens.sign(tokens.header(), claims), JwtProblem.NOT_YET_VALID);
    claims.put("iat", NOW.getEpochSecond());
    claims.put("nbf", NOW.getEpochSecond() + 31);
    refused(tokens.sign(tokens.header(), claims), JwtProblem.NOT_YET_VALID);
  }

  @Test
  void tokensOfOthersAndForOthersAreRefused() throws Exception {
    // BCP-9, BCP-10, AT-3, JWT-5: the attacker brings a good token of another service.
    for (Object issuer :
        List.of("https://other.example", "https://Issuer.example", "", List.of())) {
      Map<String, Object> claims = tokens.claims();
      claims.put("iss", issuer);
      refused(tokens.sign(tokens.header(), claims));
    }
    for (Object audience :
        List.of("other", "Parcels", List.of(), List.of("other"), List.of("parcels", 1L), 1L)) {
      Map<String, Object> claims = tokens.claims();
      claims.put("aud", audience);
      refused(tokens.sign(tokens.header(), claims), JwtProblem.WRONG_AUDIENCE);
    }
    refused(TokenFixture.signing(JwsAlgorithm.ES256).token(), JwtProblem.UNKNOWN_KEY);
  }

  @Test
  void oneKindOfTokenIsNotAnother() throws Exception {
    // BCP-12: the attacker uses a token where another kind is meant; remembered or not.
    String reference =
        tokens
            .issuer
            .issue(TokenType.SESSION, Map.of("sub", "alice"), NOW, NOW.plusSeconds(60))
            .text();
    String access = tokens.token();
    for (int round = 0; round < 2; round++) {
      refused(reference, JwtProblem.WRONG_TYPE);
      assertThat(tokens.verifier.verify(access, TokenType.SESSION, NOW))
          .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_TYPE));
      assertThat(tokens.verifier.verify(reference, TokenType.SESSION, NOW))
          .isInstanceOf(JwtResult.Verified.class);
      assertThat(tokens.verify(access)).isInstanceOf(JwtResult.Verified.class);
    }
    for (String typ : List.of("JWT", "jwt", "dpop+jwt", "at+jwt+x", "text/at+jwt")) {
      Map<String, Object> header = tokens.header();
      header.put("typ", typ);
      refused(tokens.sign(header, tokens.claims()), JwtProblem.WRONG_TYPE);
    }
  }

  @Test
  void hostileClaimTextIsRefused() throws Exception {
    // BCP-11: the attacker puts line ends and zero bytes where logs, headers and C libraries read.
    for (String name : List.of("sub", "jti", "iss", "client_id", "sid", "scope")) {
      Map<String, Object> claims = tokens.claims();
      claims.put(name, "a\r\nSet-Cookie: x");
      refused(tokens.sign(tokens.header(), claims), JwtProblem.INVALID_CLAIM);
      claims.put(name, "a\u0000b");
      refused(tokens.sign(tokens.header(), claims), JwtProblem.INVALID_CLAIM);
    }
    Map<String, Object> claims = tokens.claims();
    claims.put("roles", "admin");
    refused(tokens.sign(tokens.header(), claims), JwtProblem.INVALID_CLAIM);
    claims.put("roles", List.of("admin", 1L));
    refused(tokens.sign(tokens.header(), claims), JwtProblem.INVALID_CLAIM);
    claims.remove("roles");
    claims.put("a\u0000", "x");
    refused(tokens.sign(tokens.header(), claims), JwtProblem.INVALID_CLAIM);
  }

  @Test
  void hugeAndDeepTokensAreRefusedInShortTime() throws Exception {
    // F2: the attacker spends our time and stack.
    refused("a".repeat(10_000_000), JwtProblem.MALFORMED);
    refused(".".repeat(8192), JwtProblem.MALFORMED);
    refused("eyJ".repeat(2000) + ".e30.e30", JwtProblem.MALFORMED);
    refused(tokens.sign(tokens.header(), "[".repeat(5000)), JwtProblem.MALFORMED);
    refused(tokens.sign(tokens.header(), "{\"a\":".repeat(1000)), JwtProblem.MALFORMED);
    refused(tokens.sign(tokens.header(), "[]"), JwtProblem.MALFORMED);
    refused(tokens.sign(tokens.header(), "null"), JwtProblem.MALFORMED);
    refused(tokens.sign(tokens.header(), ""), JwtProblem.MALFORMED);
  }

  private void refused(String token) {
    assertThat(tokens.verify(token)).isInstanceOf(JwtResult.Refused.class);
  }

  private void refused(String token, JwtProblem problem) {
    assertThat(tokens.verify(token)).isEqualTo(new JwtResult.Refused(problem));
  }
}
