package dev.postern.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/parcels/",
        "/parcels/session/list",
        "/parcels/a%20b",
        "/parcels/list?page=2&sort=-date",
        "/parcels/go?to=https://example.org/..",
        "/parcels/file..txt",
        "/parcels/.well-known/x"
      })
  void aPathOfThisApplicationIsGoneBackTo(String path) {
    assertThat(ReturnPath.of(path, "/parcels")).contains(new ReturnPath(path));
  }

  // Open redirects: each would leave the host or the application in some browser.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "parcels/list",
        "https://evil.example/",
        "https:/parcels/",
        "//evil.example/parcels/",
        "///evil.example/",
        "/\\evil.example/",
        "\\/evil.example/",
        "/parcels/\\evil",
        "/\t/evil.example/",
        "/parcels/\r\nSet-Cookie: a=b",
        "/parcels/\u0000",
        "/parcels/ x",
        "/parcels/#//evil",
        "/parcels/../other/",
        "/parcels/./x",
        "/parcels/..",
        "/parcels/..?x",
        "/parcels/%2e%2e/other",
        "/parcels/.%2E/other",
        "/parcels/%2E",
        "/other/",
        "/parcelsevil/",
        "/parcels",
        "/parcels@evil.example/",
        "javascript:alert(1)",
        "/parcels/\u00e9"
      })
  void whatCouldLeadAwayIsForgotten(String path) {
    assertThat(ReturnPath.of(path, "/parcels")).isEmpty();
  }

  @Test
  void atTheRootOfAHostTwoSlashesStillLeadAway() {
    assertThat(ReturnPath.of("//evil.example/", "")).isEmpty();
    assertThat(ReturnPath.of("/list", "")).contains(new ReturnPath("/list"));
  }

  @Test
  void theLengthIsBounded() {
    String longest = "/parcels/" + "a".repeat(ReturnPath.MAX_LENGTH - "/parcels/".length());

    assertThat(ReturnPath.of(longest, "/parcels")).isPresent();
    assertThat(ReturnPath.of(longest + "a", "/parcels")).isEmpty();
  }
}
