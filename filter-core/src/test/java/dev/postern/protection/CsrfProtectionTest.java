package dev.postern.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import dev.postern.gate.RequestFake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAULTS T11. */
class CsrfProtectionTest {

  private static final String OWN = "https://shop.example";

  private final CsrfProtection byHost = protection();
  private final CsrfProtection byOrigin = protection("public-origins", OWN);

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void safeMethodIsAllowedFromAnywhere(String method) {
    assertThat(byHost.allows(post().header("Sec-Fetch-Site", "cross-site").request(), method))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "FOO", "get", ""})
  void everyOtherMethodIsChecked(String method) {
    assertThat(byHost.allows(post().header("Sec-Fetch-Site", "cross-site").request(), method))
        .isFalse();
  }

  @Test
  void methodOverrideDoesNotMakeARequestSafe() { // CS-7
    var request =
        post().header("Sec-Fetch-Site", "cross-site").header("X-HTTP-Method-Override", "GET");

    assertThat(byHost.allows(request.request(), "POST")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "same-origin, true",
    "none, true",
    "same-site, false",
    "cross-site, false",
    "Same-Origin, false",
    "'same-origin, none', false",
    "junk, false",
    "'', false"
  })
  void browserThatSaysWhereItComesFromIsBelieved(String site, boolean allowed) {
    assertThat(byHost.allows(post().header("Sec-Fetch-Site", site).request(), "POST"))
        .isEqualTo(allowed);
  }

  @Test
  void matchingOriginDoesNotOutweighFetchMetadata() {
    var request =
        post()
            .header("Host", "shop.example")
            .header("Origin", OWN)
            .header("Sec-Fetch-Site", "cross-site");

    assertThat(byHost.allows(request.request(), "POST")).isFalse();
  }

  @Test
  void secondOwnOriginIsAllowedThoughItIsAnotherSite() { // CS-4
    var request = post().header("Origin", OWN).header("Sec-Fetch-Site", "cross-site");

    assertThat(byOrigin.allows(request.request(), "POST")).isTrue();
  }

  @Test
  void twoAnswersToOneQuestionAreRefused() {
    var request =
        post().header("Sec-Fetch-Site", "same-origin").header("Sec-Fetch-Site", "cross-site");

    assertThat(byHost.allows(request.request(), "POST")).isFalse();
  }

  @Test
  void webSocketHandshakeOfAnotherSiteIsRefusedThoughItIsAGet() { // CS-8
    var foreign = RequestFake.of("/").method("GET").header("Upgrade", "websocket");
    var own = RequestFake.of("/").method("GET").header("Upgrade", "websocket");
    foreign.header("Host", "shop.example").header("Origin", "https://evil.example");
    own.header("Host", "shop.example").header("Origin", OWN);

    assertThat(byHost.allows(foreign.request(), "GET")).isFalse();
    assertThat(byHost.allows(own.request(), "GET")).isTrue();
    assertThat(byOrigin.allows(foreign.request(), "GET")).isFalse();
    assertThat(byOrigin.allows(own.request(), "GET")).isTrue();
  }

  @Test
  void requestWithNeitherHeaderIsNotFromABrowser() {
    assertThat(byHost.allows(post().request(), "POST")).isTrue();
    assertThat(byOrigin.allows(post().request(), "POST")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, shop.example, true",
    "https://shop.example, SHOP.example:443, true",
    "https://shop.example:443, shop.example, true",
    "http://shop.example, shop.example:80, true",
    "http://localhost:8080, localhost:8080, true",
    "http://[::1]:8080, [::1]:8080, true",
    "https://shop.example, shop.example:8443, false",
    "https://shop.example:8443, shop.example, false",
    "http://shop.example, shop.example:443, false",
    "https://evil.example, shop.example, false",
    "https://shop.example.evil.example, shop.example, false",
    "https://www.shop.example, shop.example, false",
    "null, shop.example, false", // CS-2
    "'', shop.example, false",
    "https://shop.example/, shop.example, false", // CS-3
    "https://shop.example/x, shop.example, false",
    "https://evil@shop.example, shop.example, false",
    "https://shop.example@evil.example, shop.example, false",
    "https://shop.example?x, shop.example, false",
    "https://shop.example#x, shop.example, false",
    "//shop.example, shop.example, false",
    "shop.example, shop.example, false",
    "ftp://shop.example, shop.example, false",
    "HTTPS://shop.example, shop.example, false",
    "https://shop.example:, shop.example, false",
    "https://shop.example:443x, shop.example, false",
    "'https://shop.example ', shop.example, false",
    "'https://shop.example https://evil.example', shop.example, false",
    "https://shop.example, '', false",
    "https://shop.example, 'shop.example, evil.example', false"
  })
  void originIsComparedWithTheHost(String origin, String host, boolean allowed) {
    var request = post().header("Origin", origin).header("Host", host);

    assertThat(byHost.allows(request.request(), "POST")).isEqualTo(allowed);
  }

  @Test
  void twoOriginsOrTwoHostsAreRefused() {
    var origins = post().header("Host", "shop.example").header("Origin", OWN).header("Origin", OWN);
    var hosts = post().header("Origin", OWN).header("Host", "shop.example").header("Host", "x");

    assertThat(byHost.allows(origins.request(), "POST")).isFalse();
    assertThat(byHost.allows(hosts.request(), "POST")).isFalse();
    assertThat(byOrigin.allows(origins.request(), "POST")).isFalse();
  }

  @Test
  void containerThatShowsNoHostHeaderIsAskedForTheServersName() {
    var own = post().header("Origin", "https://fallback.example:8443");
    var other = post().header("Origin", "https://fallback.example");

    assertThat(byHost.allows(own.request(), "POST")).isTrue();
    assertThat(byHost.allows(other.request(), "POST")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, true",
    "https://SHOP.example:443, true",
    "https://inside.example:8080, false",
    "http://shop.example, false",
    "null, false"
  })
  void configuredOriginIsTheOnlyOwnOne(String origin, boolean allowed) { // CS-4
    var request = post().header("Origin", origin).header("Host", "inside.example:8080");

    assertThat(byOrigin.allows(request.request(), "POST")).isEqualTo(allowed);
  }

  @Test
  void settingThatIsNoOriginSaysWhatToWrite() {
    assertThatThrownBy(() -> protection("public-origins", OWN + ", https://shop.example/app"))
        .hasMessage(
            "public-origins: \"https://shop.example/app\" is not an origin. Write scheme, host and"
                + " port only, such as https://shop.example or http://localhost:8080. ("
                + TestSettings.ORIGIN
                + ")");
  }

  private static RequestFake post() {
    return RequestFake.of("/").method("POST");
  }

  private static CsrfProtection protection(String... settings) {
    return new CsrfProtection(CsrfSettings.from(TestSettings.of(settings)));
  }
}
