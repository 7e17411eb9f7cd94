package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.TestSettings;
import dev.postern.gate.RequestFake;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookieTransportTest {

  private static final Duration LIFETIME = Duration.ofHours(12);

  private final ResponseFake response = new ResponseFake();
  private final CookieTransport transport = transport();

  @Test
  void cookieIsAsStrictAsABrowserAllows() { // CK-1
    transport.write(response.response(), "abc.DEF-_9", LIFETIME);

    assertThat(response.headers())
        .containsExactly(
            "Set-Cookie: __Host-parcels-session=abc.DEF-_9; Path=/; Secure; HttpOnly;"
                + " SameSite=Lax");
  }

  @Test
  void clearingRepeatsTheAttributes() { // CK-5
    transport.clear(response.response());

    assertThat(response.headers())
        .containsExactly(
            "Set-Cookie: __Host-parcels-session=; Path=/; Secure; HttpOnly; SameSite=Lax;"
                + " Max-Age=0");
  }

  @Test
  void insecureCookieHasNeitherPrefixNorSecure() { // CK-1
    transport("allow-insecure-cookie", "true").write(response.response(), "abc", LIFETIME);

    assertThat(response.headers())
        .containsExactly("Set-Cookie: parcels-session=abc; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void sameSiteIsWrittenAsSet() {
    transport("cookie.same-site", "none", "cookie.name", "P")
        .write(response.response(), "abc", LIFETIME);

    assertThat(response.headers())
        .containsExactly("Set-Cookie: __Host-P=abc; Path=/; Secure; HttpOnly; SameSite=None");
  }

  @Test
  void longestCookieIsWritten() { // CK-2
    transport.write(response.response(), "x".repeat(4096 - 22), LIFETIME);

    assertThat(response.headers()).hasSize(1);
  }

  @Test
  void cookieThatBrowsersWouldDropIsRefused() { // CK-2
    assertThatThrownBy(() -> transport.write(response.response(), "x".repeat(4097 - 22), LIFETIME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The credential does not fit into a cookie: name and value have 4097 bytes, browsers"
                + " keep 4096. Put less into the token, or use the session strategy or the bearer"
                + " transport.");
    assertThat(response.headers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "a b", "\"a\"", "a,b", "a;Domain=x", "a\r\nX: y", "é"})
  void valueThatAContainerWouldChangeIsRefused(String value) { // CK-6
    assertThatThrownBy(() -> transport.write(response.response(), value, LIFETIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A credential has letters, digits, -, _ and . only.");
  }

  @Test
  void oneCookieIsPresented() {
    assertThat(read("a=1; __Host-parcels-session=abc")).isEqualTo(new Presented.One("abc", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=1", "parcels-session=abc", "__host-parcels-session=abc"})
  void otherCookiesAreNotOurs(String header) {
    assertThat(read(header)).isEqualTo(new Presented.None());
  }

  @Test
  void emptyCookieIsNone() {
    assertThat(read("__Host-parcels-session=")).isEqualTo(new Presented.None());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-parcels-session=abc; __Host-parcels-session=def",
        "__Host-parcels-session=abc; __Host-parcels-session=abc",
        "__Host-parcels-session=; __Host-parcels-session=abc"
      })
  void twoCookiesOfOurNameAreAmbiguous(String header) { // CK-3
    assertThat(read(header)).isEqualTo(new Presented.Ambiguous("duplicate-credential-cookie"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=\"x; __Host-parcels-session=abc; b=y\"",
        "__Host-parcels-session =abc",
        "__Host-parcels-session=abc; __Host-parcels-session\t=def"
      })
  void cookieThatOthersSeeDifferentlyIsAmbiguous(String header) { // CK-3
    assertThat(read(header)).isEqualTo(new Presented.Ambiguous("ambiguous-credential-cookie"));
  }

  @Test
  void credentialIsNotShown() {
    assertThat(read("__Host-parcels-session=abc").toString()).isEqualTo("One[redacted]");
  }

  private Presented read(String header) {
    return transport.read(RequestFake.of("/").header("Cookie", header).gated());
  }

  private static CookieTransport transport(String... settings) {
    return new CookieTransport(CookieSettings.from(TestSettings.of(settings), "parcels-session"));
  }
}
