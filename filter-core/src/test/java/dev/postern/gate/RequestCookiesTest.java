package dev.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the parser; ours is {@code __Host-app}, its value {@code good}. */
class RequestCookiesTest {

  private static final String OURS = "__Host-app";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-app=good",
        "a=1; __Host-app=good; b=2",
        "a=1;__Host-app=good;b=2",
        "a=1; \t __Host-app=good \t; b=2",
        "; ;; __Host-app=good;;",
        "$Version=1; __Host-app=good; $Path=/",
        "json={\"a\":1,\"b\":\"x y\"}; __Host-app=good",
        "q=\"quoted\"; __Host-app=good; r=\"x\\\"y\"",
        "late=x\"y; __Host-app=good",
        "nameless; =alsoNameless; __Host-app=good",
        "consent=é ü, yes; __Host-app=good",
        "a=b=c==; __Host-app=good"
      })
  void oddCookiesOfOthersDoNotHideOurs(String header) {
    RequestCookies cookies = cookies(header);

    assertThat(cookies.values(OURS)).containsExactly("good");
    assertThat(cookies.isAmbiguous(OURS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__host-app=forged", // names have a case
        "__HOST-APP=forged",
        "\u2000__Host-app=forged", // prefix bypass: servers that strip Unicode blanks
        "\u00a0__Host-app=forged",
        "\u00e2\u0080\u0080__Host-app=forged", // the same as Latin-1, as most containers read it
        "__Host-app\u00a0=forged",
        "__Host\u2010app=forged",
        "$__Host-app=forged",
        "\"__Host-app\"=forged",
        "=__Host-app=forged", // a cookie without a name
        "__Host-app",
        "a=1,__Host-app=forged", // parsers that split at commas
        "a=\"1\",__Host-app=forged",
        "a=1 __Host-app=forged",
        "__Host-app[0]=forged",
        "__Host-app%20=forged",
        "%5f_Host-app=forged",
        "x__Host-app=forged",
        "__Host-appx=forged"
      })
  void lookAlikesAreNotOurs(String header) {
    RequestCookies cookies = cookies(header);

    assertThat(cookies.values(OURS)).isEmpty();
    assertThat(cookies.isAmbiguous(OURS)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-app =forged",
        "__Host-app\t=forged",
        "__Host-app=good; __Host-app  =forged",
        "a=\"x; __Host-app=good; b=y\"", // sandwich
        "$Version=1; a=\"x; __Host-app=good; b=y\"",
        "a= \"x; __Host-app=good",
        "a=\"; b; c=1; __Host-app=good",
        "a=\"x\\\"; __Host-app=good; b=\""
      })
  void oursInDisguiseOrInsideQuotesIsAmbiguous(String header) {
    assertThat(cookies(header).isAmbiguous(OURS)).isTrue();
  }

  @Test
  void sandwichSpreadOverTwoHeadersIsSeen() {
    var request =
        RequestFake.of("/").header("Cookie", "a=\"x").header("Cookie", "__Host-app=good; b=\"");

    assertThat(request.gated().cookies().isAmbiguous(OURS)).isTrue();
  }

  @Test
  void duplicatesAreAllSeen() { // CK-3
    assertThat(cookies("__Host-app=one; a=1; __Host-app=two; __Host-app=").values(OURS))
        .containsExactly("one", "two", "");
  }

  @Test
  void duplicatesInSeveralHeadersAreAllSeen() { // CK-3
    var request =
        RequestFake.of("/").header("Cookie", "__Host-app=one").header("cookie", "__Host-app=two");

    assertThat(request.gated().cookies().values(OURS)).containsExactly("one", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "'__Host-app=\"good\"', '\"good\"'",
    "'__Host-app=a,b', 'a,b'",
    "'__Host-app= good', ' good'",
    "'__Host-app=a=b', 'a=b'",
    "'__Host-app=good, __Host-app=forged', 'good, __Host-app=forged'"
  })
  void valueIsNeitherUnquotedNorCut(String header, String value) { // CK-6
    assertThat(cookies(header).values(OURS)).containsExactly(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=1\r__Host-app=forged",
        "a=1\n__Host-app=forged",
        "a=1\u0000",
        "\u0001=1",
        "a=\u007f"
      })
  void controlCharactersAreRefused(String header) {
    assertThat(new RequestGate().inspect(RequestFake.of("/").header("Cookie", header).request()))
        .isEqualTo(new GateResult.Refused("control-in-cookie"));
  }

  private static RequestCookies cookies(String header) {
    return RequestFake.of("/").header("Cookie", header).gated().cookies();
  }
}
