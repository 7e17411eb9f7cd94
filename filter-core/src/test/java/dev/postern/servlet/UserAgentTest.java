package dev.postern.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0|Firefox on Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36|Chrome on Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0|Edge on Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
            + " Version/26.0 Safari/605.1.15|Safari on macOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1|Chrome on iPhone",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36|Samsung Internet on Android",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/142.0.0.0 Safari/537.36 OPR/122.0.0.0|Opera on ChromeOS",
        "Mozilla/5.0 (X11; Linux x86_64) Something/1.0|Unknown browser on Linux",
        "curl/8.16.0|curl",
        "Java-http-client/21.0.8|Java",
      })
  void peopleReadWhatTheyUse(String header, String label) {
    assertThat(UserAgent.label(header)).isEqualTo(label);
  }

  @ParameterizedTest
  @CsvSource({"''", "<script>alert(1)</script>", "'Fire\u0000fox/1\r\nSet-Cookie: a=b'"})
  void nothingThatAClientInventsIsShown(String header) {
    assertThat(UserAgent.label(header)).isEqualTo("Unknown device");
  }

  @Test
  void aMissingHeaderIsAnUnknownDevice() {
    assertThat(UserAgent.label(null)).isEqualTo("Unknown device");
  }

  @Test
  void ofAnEndlessHeaderOnlyTheBeginningIsLookedAt() {
    assertThat(UserAgent.label("x".repeat(100_000) + "Firefox/1")).isEqualTo("Unknown device");
    assertThat(UserAgent.label("Firefox/1" + "x".repeat(100_000))).isEqualTo("Firefox");
  }
}
