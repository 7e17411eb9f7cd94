package dev.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestGateHeaderTest {

  private final RequestGate gate = new RequestGate();

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer abc.def-_~+/==", "bearer abc.def-_~+/==", "BEARER abc.def-_~+/=="})
  void bearerTokenIsReadWhateverTheCaseOfItsScheme(String header) { // BR-2
    var request = RequestFake.of("/").header("Authorization", header);

    assertThat(request.gated().bearerToken()).contains("abc.def-_~+/==");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer  abc",
        "Bearer\tabc",
        "Bearer abc ",
        "Bearer abc def",
        "Bearer abc,def",
        "Bearer abc, Bearer def",
        "Bearer \"abc\"",
        "Bearer =abc",
        "Bearer a=b",
        "Bearer:abc",
        "Bearer abc\u0000",
        "Bearer é",
        "Bearer token=abc"
      })
  void malformedBearerIsRefused(String header) { // BR-2
    assertThat(gate.inspect(RequestFake.of("/").header("Authorization", header).request()))
        .isEqualTo(new GateResult.Refused("malformed-bearer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " Bearer abc", "\tBearer abc", "\"Bearer\" abc", "é abc"})
  void authorizationWithoutSchemeIsRefused(String header) { // BR-2
    assertThat(gate.inspect(RequestFake.of("/").header("Authorization", header).request()))
        .isEqualTo(new GateResult.Refused("malformed-authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Digest username=\"x\", realm=\"y\"", "Bearerx a"})
  void otherSchemesAreSomebodyElses(String header) {
    assertThat(RequestFake.of("/").header("Authorization", header).gated().bearerToken())
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc", "Bearer def", "Basic dXNlcjpwYXNz"})
  void secondAuthorizationHeaderIsRefused(String second) { // BR-1
    var request =
        RequestFake.of("/").header("Authorization", "Bearer abc").header("Authorization", second);

    assertThat(gate.inspect(request.request()))
        .isEqualTo(new GateResult.Refused("several-authorizations"));
  }

  @Test
  void nothingOfTheRequestIsShown() {
    var request = RequestFake.of("/secret").header("Authorization", "Bearer secret");

    assertThat(request.header("Cookie", "a=secret").gated().toString()).doesNotContain("secret");
    assertThat(request.gated().cookies().toString()).doesNotContain("secret");
  }

  @Test
  void noHeaderMakesTheGateThrow() { // F1
    String alphabet = " \t=;,\"\\$aBearer__Host-x\u0000\r\n\u007fé\u2000\uD800";
    Random random = new Random(20250302);

    for (int i = 0; i < 100_000; i++) {
      StringBuilder value = new StringBuilder();
      random
          .ints(random.nextInt(24), 0, alphabet.length())
          .forEach(at -> value.append(alphabet.charAt(at)));
      var request = RequestFake.of("/").header("Cookie", value.toString());
      request.header("Authorization", value.toString());

      assertThat(gate.inspect(request.request())).isNotNull();
    }
  }
}
