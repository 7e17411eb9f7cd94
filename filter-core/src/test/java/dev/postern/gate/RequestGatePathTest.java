package dev.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FAULTS A9 and F5: the decision is at least as strict as what is served. */
class RequestGatePathTest {

  private final RequestGate gate = new RequestGate();

  /** Things that mean nothing, something or everything, by who reads them. */
  static Stream<String> tricks() {
    return Stream.of(
        ";",
        ";x",
        ";jsessionid=1",
        "%3b",
        "%3Bx",
        "%2f",
        "%2F",
        "%5c",
        "%5C",
        "%2e",
        "%2E",
        "\\",
        "/./",
        "/../",
        "//",
        "/.",
        "/..",
        "/%2e%2e/",
        "/.%2e/",
        "/..;/",
        "/.;/",
        "%252f",
        "%252e",
        "%2525",
        "%25%32%66",
        "%2",
        "%",
        "%zz",
        "%u002f",
        "%c0%af",
        "%c0%ae",
        "%e0%80%af",
        "%ed%a0%80",
        "%f5%80%80%80",
        "%80",
        "%00",
        "%01",
        "%0a",
        "%0d",
        "%09",
        "%1f",
        "%7f",
        "%c2%80",
        "%c2%9f",
        "\u0000",
        "\t",
        "\n",
        "\r",
        "\u007f",
        " ",
        "é",
        "／",
        "?",
        "#");
  }

  /** Every trick at every place of a protected path: more than seven hundred spellings. */
  static Stream<String> spellings() {
    String path = "/admin/report";
    return tricks()
        .flatMap(
            trick ->
                Stream.iterate(0, at -> at <= path.length(), at -> at + 1)
                    .map(at -> path.substring(0, at) + trick + path.substring(at)))
        // Dots inside a longer name are a name like any other.
        .filter(spelling -> !spelling.matches("(/[a-z]+)*/\\.{1,2}[a-z]+(/[a-z]+)*"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void oddSpellingIsRefusedEvenIfTheContainerTakesItForThePlainPath(String spelling) {
    var request = RequestFake.of(spelling).seenAs("", "/admin/report", null).request();

    assertThat(gate.inspect(request)).isInstanceOf(GateResult.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "/a;x/b, path-parameter",
    "/a%3Bx, encoded-delimiter",
    "/a%2fb, encoded-delimiter",
    "/a%5Cb, encoded-delimiter",
    "/file%2etxt, encoded-delimiter",
    "/a\\b, backslash",
    "/a/../b, dot-segment",
    "/a/., dot-segment",
    "//host/a, empty-segment",
    "/a%00b, control-character",
    "/a%c2%85b, control-character",
    "/a%252fb, double-encoding",
    "/a%25%32%66, double-encoding",
    "/a%2, invalid-percent",
    "/a%c0%af, invalid-utf8",
    "/aéb, non-ascii-path",
    "*, not-a-path",
    "http://host/a, not-a-path",
    "'', not-a-path"
  })
  void refusalNamesItsReason(String uri, String reason) {
    assertThat(gate.inspect(RequestFake.of(uri).request()))
        .isEqualTo(new GateResult.Refused(reason));
  }

  @Test
  void optionsOfTheWholeServerIsRefused() {
    var request = RequestFake.of("*").method("OPTIONS").request();

    assertThat(gate.inspect(request)).isInstanceOf(GateResult.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/a/",
        "/a/b.txt",
        "/a/...",
        "/.well-known/jwks.json",
        "/a..b",
        "/a/b=c,d:e@f",
        "/~user/$x!*'()+&",
        "/a|b"
      })
  void ordinaryPathPassesAsItIs(String uri) {
    assertThat(RequestFake.of(uri).gated().path().text()).isEqualTo(uri);
  }

  @ParameterizedTest
  @CsvSource({
    "/caf%C3%A9, /café",
    "/a%20b, /a b",
    "/100%25, /100%",
    "/%25zz, /%zz",
    "/a+b, /a+b",
    "/%61dmin, /admin"
  })
  void encodedPathIsDecodedOnce(String uri, String decoded) {
    assertThat(RequestFake.of(uri).seenAs("", decoded, null).gated().path().text())
        .isEqualTo(decoded);
  }

  @Test
  void contextPathIsLeftOut() {
    var request = RequestFake.of("/parcels/api/x").seenAs("/parcels", "/api", "/x");

    assertThat(request.gated().path()).isEqualTo(RequestPath.of("/api/x"));
  }

  @Test
  void contextPathMayBeEncodedAsTheClientSpelledIt() {
    var request = RequestFake.of("/p%61rcels/x").seenAs("/p%61rcels", "/x", null);

    assertThat(request.gated().path()).isEqualTo(RequestPath.of("/x"));
  }

  @Test
  void bareContextIsTheRoot() {
    assertThat(RequestFake.of("/parcels").seenAs("/parcels", "", null).gated().path())
        .isEqualTo(RequestPath.of("/"));
  }

  @Test
  void directoryIsJudgedByTheWelcomeFileTheContainerChose() {
    var request = RequestFake.of("/parcels/docs/").seenAs("/parcels", "/docs/index.html", null);

    assertThat(request.gated().path()).isEqualTo(RequestPath.of("/docs/index.html"));
  }

  @ParameterizedTest
  @CsvSource({"/admin", "/public/", "/public/x/y", "/Public/x", "''"})
  void containerThatSeesAnotherPathIsNotBelieved(String seen) {
    var request = RequestFake.of("/public/x").seenAs("", seen, null).request();

    assertThat(gate.inspect(request)).isEqualTo(new GateResult.Refused("container-disagrees"));
  }

  @Test
  void whateverPassesSaysWhatAPlainDecoderSays() { // F5
    List<String> pieces = new ArrayList<>(tricks().toList());
    pieces.addAll(List.of("/", "a", "admin", ".", "x.y", "%41", "%c3%a9", "%e2%82%ac", "2f", "25"));
    Random random = new Random(20250301);

    for (int i = 0; i < 100_000; i++) {
      StringBuilder uri = new StringBuilder("/");
      random.ints(1 + random.nextInt(6), 0, pieces.size()).forEach(n -> uri.append(pieces.get(n)));
      requireSameAsPlainDecoder(uri.toString());
    }
  }

  private void requireSameAsPlainDecoder(String uri) {
    String plain;
    try {
      plain = URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException invalid) {
      assertThat(gate.inspect(RequestFake.of(uri).request()))
          .isInstanceOf(GateResult.Refused.class);
      return;
    }
    var result = gate.inspect(RequestFake.of(uri).seenAs("", plain, null).request());
    if (result instanceof GateResult.Passed passed) {
      assertThat(passed.request().path().text()).isEqualTo(plain).doesNotContain("//", ";", "\\");
      assertThat(passed.request().path().segments()).doesNotContain("", ".", "..");
    }
  }
}
