package dev.postern.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
  void clockSkewIsAFewMinutesAtMost() { // JWT-3
    assertThatThrownBy(() -> TokenSettings.from(TestSettings.of("token.clock-skew", "6m"), "app"))
        .hasMessageStartingWith("token.clock-skew: \"6m\" ");
  }
}
