package dev.postern.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.config.Settings;
import dev.postern.config.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BindingSettingsTest {

  private static final String OF = " (" + TestSettings.ORIGIN + ")";

  @Test
  void nothingIsBoundUnlessItIsSaid() {
    BindingSettings binding = read(TestSettings.of());

    assertThat(binding.isOff()).isTrue();
    assertThat(binding.takesDpop()).isFalse();
    assertThat(binding.algorithmNames()).isEqualTo("ES256 EdDSA PS256 RS256");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dpop|true|'\"true\" is not known. Write off, optional or required.'",
        "dpop.algorithms|HS256|'\"HS256\" is no algorithm for proofs. Write ES256, EdDSA, PS256 or RS256.'",
        "dpop.nonce|true|'\"true\" is never read, because dpop is off. Remove it, or set dpop to optional or required.'",
        "mtls.header|Client-Cert|'\"Client-Cert\" is never read, because mtls is off. Remove it, or set mtls to optional or required.'",
        "mtls.header|Client Cert|'\"Client Cert\" is not the name of a header. Write letters, digits and dashes.'",
        "mtls.trusted-proxies|proxy.example|'\"proxy.example\" is not an IP address. Write addresses or networks, such as 10.0.0.7 or 10.0.0.0/8.'"
      })
  void aWrongValueIsNamedWithTheWayToMendIt(String name, String value, String problem) {
    assertThatThrownBy(() -> read(TestSettings.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(name + ": " + problem + OF);
  }

  @Test
  void aHeaderAndThoseWhoMayWriteItAreSetTogether() {
    assertThatThrownBy(
            () -> read(TestSettings.of("mtls", "required", "mtls.header", "Client-Cert")))
        .hasMessage(
            "mtls.header: \"Client-Cert\" is nobody's, because anybody can send it. Set"
                + " mtls.trusted-proxies too."
                + OF);
    assertThatThrownBy(
            () -> read(TestSettings.of("mtls", "required", "mtls.trusted-proxies", "::1")))
        .hasMessage(
            "mtls.trusted-proxies: \"::1\" pass no certificate on. Set mtls.header to the header"
                + " that they write."
                + OF);
  }

  @Test
  void proofsNeedTokensInAHeaderAndTheAddressThatTheyName() { // DP-5
    Settings dpop = TestSettings.of("dpop", "optional");

    assertThatThrownBy(() -> BindingSettings.from(dpop, false, true, true))
        .hasMessage(
            "dpop: \"optional\" does not fit this strategy, whose credentials cannot be bound."
                + " Remove it, or use strategy stateless-jwt."
                + OF);
    assertThatThrownBy(() -> BindingSettings.from(dpop, true, false, true))
        .hasMessage(
            "dpop: \"optional\" needs tokens that travel in a header, and transport is cookie. Set"
                + " transport to bearer, or to cookie, bearer."
                + OF);
    assertThatThrownBy(() -> BindingSettings.from(dpop, true, true, false))
        .hasMessage(
            "dpop: \"optional\" needs public-origins, because a proof names the address of its"
                + " request. Set public-origins to what clients call, for example"
                + " https://shop.example."
                + OF);
    assertThatThrownBy(
            () -> BindingSettings.from(TestSettings.of("mtls", "optional"), false, true, true))
        .hasMessageStartingWith("mtls: \"optional\" does not fit this strategy");
  }

  private static BindingSettings read(Settings settings) {
    return BindingSettings.from(settings, true, true, true);
  }
}
