package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.RandomSecrets;
import dev.postern.config.TestSettings;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealKeysTest {

  private static final byte[] DERIVED =
      "derived from the secret of the app".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  private static final String ONE = secret(1);
  private static final String TWO = secret(2);

  @Test
  void theFirstSealsAndTheOrderIsKept() {
    assertThat(parse(TWO + ", app-secret,\n" + ONE + "\n").secrets(DERIVED))
        .containsExactly(bytes(TWO), DERIVED, bytes(ONE));
  }

  @Test
  void withoutTheSettingTheSecretOfTheAppSeals() {
    assertThat(RandomSecrets.ofAppSecret().secrets(DERIVED)).containsExactly(DERIVED);
    assertThat(RandomSecrets.ofAppSecret()).isEqualTo(parse("app-secret"));
  }

  @Test
  void nodesOfOneAppCanTellWhetherTheyHaveTheSame() {
    assertThat(parse(ONE + "," + TWO)).isEqualTo(parse(ONE + " , " + TWO));
    assertThat(parse(ONE + "," + TWO)).isNotEqualTo(parse(TWO + "," + ONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hunter2", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "app-secret,hunter2"})
  void whatIsNoSecretIsRefusedAndNotShown(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "session.seal-keys: \"…\" has an entry that is not 32 random bytes in base64url. Make"
                + " one with: openssl rand -base64 32 | tr '+/' '-_' | tr -d '='. ("
                + TestSettings.ORIGIN
                + ")");
  }

  @Test
  void aKeyIsNamedOnce() {
    assertThatThrownBy(() -> parse(ONE + "," + ONE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("names one key twice")
        .hasMessageNotContaining(ONE);
  }

  @Test
  void nothingOfThemIsShown() {
    assertThat(parse(ONE + "," + TWO)).hasToString("RandomSecrets[2 redacted]");
  }

  private static RandomSecrets parse(String text) {
    return TestSettings.of("session.seal-keys", text).get(SealKeys.SETTING);
  }

  private static byte[] bytes(String secret) {
    return Base64.getUrlDecoder().decode(secret);
  }

  private static String secret(int salt) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 7 + salt);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
