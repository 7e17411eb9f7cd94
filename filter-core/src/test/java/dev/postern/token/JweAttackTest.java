package dev.postern.token;

import static dev.postern.token.TokenFixture.NOW;
import static dev.postern.token.TokenFixture.input;
import static dev.postern.token.TokenFixture.part;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.json.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Published attacks on encrypted tokens; none gets further than a refusal. */
class JweAttackTest {

  private final TokenFixture tokens = TokenFixture.signing(JwsAlgorithm.ES256);

  @Test
  void aTokenMustBeOfTheConfiguredFormat() {
    // BCP-4: the attacker sends the layer that is checked less.
    TokenFixture sealing = sealing();
    assertThat(sealing.verify(tokens.token()))
        .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_FORMAT));
    refused(sealing.token(), JwtProblem.WRONG_FORMAT);
  }

  @Test
  void encryptionAloneProvesNothing() throws Exception {
    // BCP-4, JWE-3: the attacker, who may know a public encryption key, wraps claims without a
    // signature: plain, with alg none, or in two layers of encryption (CVE-2026-29000).
    TokenFixture sealing = sealing();
    RingKey key = sealing.ring.signingKey(NOW);
    String claims = Json.write(tokens.claims());
    String none = input("{\"alg\":\"none\"}", claims) + ".";
    String foreign = TokenFixture.signing(JwsAlgorithm.ES256).token();
    for (String payload : List.of(claims, none, foreign, sealing.token(), "", "é")) {
      assertThat(sealing.verify(seal(payload, key, sealing.ring)))
          .isInstanceOf(JwtResult.Refused.class);
    }
    assertThat(sealing.verify(seal(tokens.token(), key, sealing.ring)))
        .isInstanceOf(JwtResult.Verified.class);
  }

  @Test
  void brokenEncryptionGivesOneAnswer() {
    // JWE-1, JWE-2: the attacker changes vector, text or tag and learns from the differences.
    TokenFixture sealing = sealing();
    String token = sealing.token();
    for (int part = 2; part < 5; part++) {
      String[] parts = token.split("\\.", -1);
      byte[] bytes = Base64Url.decode(parts[part]).orElseThrow();
      bytes[0] ^= 1;
      parts[part] = Base64Url.encode(bytes);
      assertThat(sealing.verify(String.join(".", parts)))
          .isEqualTo(new JwtResult.Refused(JwtProblem.FORGED));
    }
    String[] parts = token.split("\\.", -1);
    parts[4] = Base64Url.encode(new byte[8]);
    assertThat(sealing.verify(String.join(".", parts)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
    parts = token.split("\\.", -1);
    parts[1] = "AAAA";
    assertThat(sealing.verify(String.join(".", parts)))
        .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
  }

  @Test
  void otherEncryptionsAreRefused() {
    // BCP-3, BCP-13, BCP-15: the attacker asks for a password-based or padding-oracle key
    // management, or sends what would be inflated without end: nothing is inflated.
    TokenFixture sealing = sealing();
    String token = sealing.token();
    String kid = sealing.ring.signingKey(NOW).id();
    Map<String, String> tricks = new HashMap<>();
    tricks.put("RSA1_5", "A256GCM");
    tricks.put("PBES2-HS256+A128KW", "A256GCM");
    tricks.put("none", "A256GCM");
    tricks.put("dir", "A128CBC-HS256");
    tricks.forEach(
        (alg, enc) -> {
          Map<String, Object> header = new LinkedHashMap<>();
          header.put("alg", alg);
          header.put("enc", enc);
          header.put("cty", "JWT");
          header.put("kid", kid);
          String head = Base64Url.encode(Json.write(header).getBytes(UTF_8));
          assertThat(sealing.verify(head + token.substring(token.indexOf('.'))))
              .isEqualTo(new JwtResult.Refused(JwtProblem.WRONG_ALGORITHM));
          for (Map.Entry<String, Object> more :
              Map.<String, Object>of("p2c", 2_000_000_000, "zip", "DEF").entrySet()) {
            Map<String, Object> longer = new LinkedHashMap<>(header);
            longer.put(more.getKey(), more.getValue());
            String other = Base64Url.encode(Json.write(longer).getBytes(UTF_8));
            assertThat(sealing.verify(other + token.substring(token.indexOf('.'))))
                .isEqualTo(new JwtResult.Refused(JwtProblem.MALFORMED));
          }
        });
  }

  @Test
  void mutatedTokensNeverVerifyAndNeverThrow() {
    // F2: the attacker flips whatever there is.
    Random random = new Random(20);
    for (TokenFixture fixture : List.of(tokens, sealing())) {
      String token = fixture.token();
      for (int round = 0; round < 3_000; round++) {
        StringBuilder mutated = new StringBuilder(token);
        for (int change = 0; change <= random.nextInt(3); change++) {
          int at = random.nextInt(mutated.length());
          switch (random.nextInt(3)) {
            case 0 -> mutated.deleteCharAt(at);
            case 1 -> mutated.insert(at, (char) random.nextInt(128));
            default -> mutated.setCharAt(at, (char) ('-' + random.nextInt(78)));
          }
        }
        if (!mutated.toString().equals(token)) {
          assertThat(fixture.verify(mutated.toString())).isInstanceOf(JwtResult.Refused.class);
        }
      }
    }
  }

  private static String seal(String payload, RingKey key, KeyRing ring) {
    return EncryptedTokens.seal(payload, key, ring, JweMethod.DEFAULT, NOW);
  }

  private TokenFixture sealing() {
    return new TokenFixture(tokens.ring, TokenFormat.JWE);
  }

  private void refused(String token, JwtProblem problem) {
    assertThat(tokens.verify(token)).isEqualTo(new JwtResult.Refused(problem));
  }
}
