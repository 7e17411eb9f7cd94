package dev.postern.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenSettingsTest {

  @Test
  void defaultsAreTheStrictOnes() {
    assertThat(TokenSettings.from(TestSettings.of(), "parcels"))
        .isEqualTo(
            new TokenSettings(
                Optional.empty(),
                JwsAlgorithm.ES256,
                TokenFormat.JWS,
                JweMethods.only(JweMethod.DEFAULT),
                "parcels",
                "parcels",
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                8192));
  }

  @Test
  void everySettingIsRead() {
    TokenSettings settings =
        TokenSettings.from(
            TestSettings.of(
                "keys", "/etc/postern/keys",
                "token.algorithm", "EdDSA",
                "token.format", "jwe",
                "token.encryption", "RSA-OAEP-256/A128CBC-HS256",
                "token.encryption-accepted", "dir/A256GCM, A256KW/A256GCM",
                "token.issuer", "https://issuer.example",
                "token.audience", "desk",
                "token.lifetime", "90s",
                "token.clock-skew", "5m",
                "token.max-length", "4096"),
            "parcels");

    assertThat(settings.keys()).contains(Path.of("/etc/postern/keys"));
    assertThat(settings.algorithm()).isEqualTo(JwsAlgorithm.EDDSA);
    assertThat(settings.profile(settings.lifetime()))
        .isEqualTo(
            new JwtProfile(
                "https://issuer.example",
                "desk",
                Duration.ofMinutes(5),
                Duration.ofSeconds(90),
                TokenFormat.JWE,
                new JweMethods(
                    new JweMethod(JweAlgorithm.RSA_OAEP_256, ContentEncryption.A128CBC_HS256),
                    Set.of(
                        new JweMethod(JweAlgorithm.DIR, ContentEncryption.A256GCM),
                        new JweMethod(JweAlgorithm.A256KW, ContentEncryption.A256GCM))),
                4096));
  }

  @Test
  void noWeakerAlgorithmCanBeConfigured() { // BCP-3
    for (String name : new String[] {"none", "es256", "RSA1_5", "HS1"}) {
      assertThatThrownBy(() -> TokenSettings.from(TestSettings.of("token.algorithm", name), "app"))
          .hasMessageStartingWith("token.algorithm: \"" + name + "\" ");
    }
  }

  @Test
  void noWeakerEncryptionCanBeConfigured() { // BCP-3, BCP-13
    for (String method :
        new String[] {
          "RSA1_5/A256GCM",
          "RSA-OAEP/A256GCM",
          "PBES2-HS512+A256KW/A256GCM",
          "ECDH-ES/A256GCM",
          "rsa-oaep-256/A256GCM",
          "dir/A128GCM",
          "dir"
        }) {
      for (String setting : new String[] {"token.encryption", "token.encryption-accepted"}) {
        assertThatThrownBy(
                () ->
                    TokenSettings.from(
                        TestSettings.of("token.format", "jwe", setting, method), "app"))
            .hasMessage(
                setting
                    + ": \""
                    + method
                    + "\" is no encryption of tokens. Write one of dir, A256KW, ECDH-ES+A256KW,"
                    + " RSA-OAEP-256, a slash, and A256GCM or A128CBC-HS256. ("
                    + TestSettings.ORIGIN
                    + ")");
      }
    }
  }

  @Test
  void whoAsksForEncryptionGetsNoReadableTokens() { // BCP-4
    for (String setting : new String[] {"token.encryption", "token.encryption-accepted"}) {
      assertThatThrownBy(() -> TokenSettings.from(TestSettings.of(setting, "dir/A256GCM"), "app"))
          .hasMessageContaining("is set, but token.format is not jwe");
    }
  }

  @Test
  void anEncryptionWithoutItsKeyIsAnErrorAtTheStart() {
    var settings = TestSettings.of("token.format", "jwe", "token.encryption", "A256KW/A256GCM");
    TokenSettings tokens = TokenSettings.from(settings, "app");
    KeyRing ring = TokenFixture.signing(JwsAlgorithm.ES256).ring;

    assertThatThrownBy(() -> tokens.requireEncryptionKey(settings, ring, TokenFixture.NOW))
        .hasMessageContaining("has no key in the directory that keys names")
        .hasMessageContaining("new-key --algorithm A256KW");
  }

  @Test
  void clockSkewIsAFewMinutesAtMost() { // JWT-3
    assertThatThrownBy(() -> TokenSettings.from(TestSettings.of("token.clock-skew", "6m"), "app"))
        .hasMessageStartingWith("token.clock-skew: \"6m\" ");
  }
}
