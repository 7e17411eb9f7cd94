package dev.postern.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

  @Test
  void jsonBecomesPlainValuesOfTheJdk() {
    assertThat(Body.parse("\"red\"")).isEqualTo("red");
    assertThat(Body.parse("7")).isEqualTo(7L);
    assertThat(Body.parse("1.5")).isEqualTo(1.5);
    assertThat(Body.parse("[true, null]")).isEqualTo(Arrays.asList(true, null));
    assertThat(Body.parse("{\"a\": [1]}")).isEqualTo(Map.of("a", List.of(1L)));
    assertThat(Body.parse("null")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "red", "'red'", "1 2", "{\"a\":1,}", "NaN", "01", "1e999"})
  void whatIsNotJsonIsAProblemOfTheClient(String text) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> Body.parse(text))
        .satisfies(problem -> assertThat(problem.status()).isEqualTo(400));
  }

  @Test
  void deepJsonIsAProblemOfTheClientToo() {
    String deep = "[".repeat(100_000);

    assertThatExceptionOfType(Problem.class).isThrownBy(() -> Body.parse(deep));
  }

  @Test
  void brokenUtf8IsAProblemOfTheClient() {
    byte[] overlong = {(byte) 0xC0, (byte) 0xAF};

    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> Body.decode(overlong))
        .withMessage("Send the body in UTF-8.");
  }
}
