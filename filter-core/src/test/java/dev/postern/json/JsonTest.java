package dev.postern.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void everyKindOfValueIsRead() throws JsonException {
    Map<String, Object> read =
        Json.readObject(
            " {\"a\":[1,-2.50,1e2,true,false,null,{}],\"b\":\"x\\n\\u00e9\\ud83d\\ude00\"}\r\n");

    assertThat(read)
        .containsExactly(
            Map.entry(
                "a",
                List.of(
                    1L,
                    new BigDecimal("-2.50"),
                    new BigDecimal("1e2"),
                    true,
                    false,
                    JsonNull.NULL,
                    Map.of())),
            Map.entry("b", "x\né😀"));
  }

  @Test
  void integersBeyondLongKeepEveryDigit() throws JsonException {
    assertThat(value("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(value("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(value("9223372036854775808")).isEqualTo(new BigDecimal("9223372036854775808"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "{}{}",
        "{} x",
        "{}\0",
        "{a:1}",
        "{'a':1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "01",
        "-",
        "-01",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "0x10",
        "1e309",
        "-1e999",
        "1e1000",
        "1e-1000",
        "1e999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "tru",
        "True",
        "nul",
        "undefined",
        "\"",
        "\"a",
        "\"\t\"",
        "\"\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\uff11234\\uff1\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800\\ud800\"",
        "/* */1",
        "// x\n1",
        "\u00a01",
        "\ufeff{}",
        "\uffff"
      })
  void whatTheGrammarDoesNotKnowIsRefused(String text) {
    assertThatThrownBy(() -> value(text)).isInstanceOf(JsonException.class);
  }

  @Test
  void aNameMayStandOnlyOnceHoweverItIsSpelled() { // JWT-1
    assertThatThrownBy(() -> value("{\"sub\":1,\"sub\":1}")).hasMessageContaining("duplicate name");
    assertThatThrownBy(() -> value("{\"sub\":1,\"s\\u0075b\":2}"))
        .hasMessageContaining("duplicate name");
    assertThatThrownBy(() -> value("{\"a\":null,\"a\":null}"))
        .hasMessageContaining("duplicate name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c0af", "c080", "eda080", "f4908080", "ff", "c3", "e28228", "f0808080", "80"})
  void malformedUtf8IsRefused(String hex) { // BCP-8
    byte[] bytes = new BigInteger("22" + hex + "22", 16).toByteArray();

    assertThatThrownBy(() -> Json.read(bytes, JsonLimits.DEFAULT))
        .isInstanceOf(JsonException.class)
        .hasMessage("malformed UTF-8 at character 0");
  }

  @Test
  void theByteOrderMarkIsRefused() {
    byte[] bytes = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', '}'};

    assertThatThrownBy(() -> Json.readObject(bytes)).isInstanceOf(JsonException.class);
  }

  @Test
  void depthEndsAtTheLimitAndNeverAtTheStack() throws JsonException {
    assertThat(value("[".repeat(16) + "]".repeat(16))).isNotNull();
    assertThatThrownBy(() -> value("[".repeat(17) + "]".repeat(17)))
        .hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> value("[".repeat(5_000_000))).hasMessageContaining("nested too deep");
    assertThatThrownBy(() -> value("{\"a\":".repeat(1_000_000)))
        .hasMessageContaining("nested too deep");
  }

  @Test
  void widthEndsAtTheLimit() throws JsonException {
    assertThat(value("[0" + ",0".repeat(255) + "]"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(256);
    assertThatThrownBy(() -> value("[0" + ",0".repeat(256) + "]"))
        .hasMessageContaining("too many members");
  }

  @Test
  void aNumberOfAMillionDigitsIsRefusedAtOnce() {
    assertThatThrownBy(() -> value("1".repeat(1_000_000))).hasMessageContaining("out of range");
    assertThatThrownBy(() -> value("0." + "1".repeat(1_000_000)))
        .hasMessageContaining("out of range");
  }

  @Test
  void onlyAnObjectIsAnObject() {
    assertThatThrownBy(() -> Json.readObject("[]")).hasMessageContaining("not an object");
    assertThatThrownBy(() -> Json.readObject("{} {}")).hasMessageContaining("follows");
  }

  @Test
  void messagesNeverRepeatTheInput() {
    assertThatThrownBy(() -> value("{\"secret-name\":secret-value}"))
        .message()
        .doesNotContain("secret");
  }

  @Test
  void whatWasReadCannotBeChanged() throws JsonException {
    Map<String, Object> read = Json.readObject("{\"a\":[1]}");

    assertThatThrownBy(() -> read.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) requireNonNull(read.get("a"))).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void writtenTextIsMinimalAndSafeInsideHtml() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("a\"\\", "</script>&\u2028\u2029\n\u0000é😀");
    value.put("n", List.of(1, 2L, new BigDecimal("1.50"), 0.5, true, JsonNull.NULL));

    String written = Json.write(value);

    assertThat(written)
        .isEqualTo(
            "{\"a\\\"\\\\\":\"\\u003c/script\\u003e\\u0026\\u2028\\u2029\\u000a\\u0000é😀\","
                + "\"n\":[1,2,1.50,0.5,true,null]}");
  }

  @Test
  void whatJsonCannotCarryIsNotWritten() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThatThrownBy(() -> Json.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.write("\ud800")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.write(Map.of(1, 1))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.write(endless)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverIsWrittenReadsBackTheSame() throws JsonException {
    Random random = new Random(42);
    for (int round = 0; round < 2_000; round++) {
      Object value = anyValue(random, 4);

      assertThat(Json.read(Json.write(value), JsonLimits.DEFAULT)).isEqualTo(value);
    }
  }

  @Test
  void randomBytesAreReadOrRefusedAndNothingElse() { // F2
    Random random = new Random(7);
    String syntax = "{}[]\",:\\u0019-+eE.tfn \t";
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : (byte) syntax.charAt(random.nextInt(syntax.length()));
      }

      Throwable thrown = catchThrowable(() -> Json.read(bytes, JsonLimits.DEFAULT));

      assertThat(thrown == null || thrown instanceof JsonException)
          .as("%s for %s", thrown, new String(bytes, UTF_8))
          .isTrue();
    }
  }

  private static Object value(String text) throws JsonException {
    return Json.read(text, JsonLimits.DEFAULT);
  }

  private static Object anyValue(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> random.nextLong();
      case 1 -> new BigDecimal(random.nextInt()).movePointLeft(1 + random.nextInt(5));
      case 2 -> random.nextBoolean();
      case 3 -> JsonNull.NULL;
      case 4 -> anyText(random);
      case 5 -> anyList(random, depth - 1);
      default -> anyMap(random, depth - 1);
    };
  }

  private static List<Object> anyList(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    random.ints(random.nextInt(5)).forEach(i -> list.add(anyValue(random, depth)));
    return list;
  }

  private static Map<String, Object> anyMap(Random random, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    random.ints(random.nextInt(5)).forEach(i -> map.put(anyText(random), anyValue(random, depth)));
    return map;
  }

  private static String anyText(Random random) {
    return random
        .ints(random.nextInt(10), 0, 0x11_0000)
        .filter(point -> point < 0xd800 || point > 0xdfff)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
