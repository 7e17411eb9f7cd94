package dev.postern.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b",
    "/a/*, /a",
    "/a/*, /a/",
    "/a/*, /a/b/c",
    "/*, /",
    "/*, /a/b",
    "/, /",
    "'', /",
    "*.css, /a/b.css",
    "*.css, /.css"
  })
  void patternMatches(String pattern, String path) {
    assertThat(PathPattern.parse(pattern).matches(RequestPath.of(path))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b, /a/b/",
    "/a/b, /a/B",
    "/a/b, /a/b/c",
    "/a/*, /ab",
    "/a/*, /A/b",
    "/a/*, /",
    "/, /a",
    "*.css, /a.css/b",
    "*.css, /a.CSS",
    "*.css, /acss"
  })
  void patternDoesNotMatch(String pattern, String path) {
    assertThat(PathPattern.parse(pattern).matches(RequestPath.of(path))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/*, /a/*, true",
    "/*, *.css, true",
    "/*, /, true",
    "/a/*, /a, true",
    "/a/*, /a/*, true",
    "/a/*, /a/b/*, true",
    "*.css, /a.css, true",
    "*.css, *.css, true",
    "/a, /a, true",
    "/a/b/*, /a/*, false",
    "/a/*, /ab/*, false",
    "/a/*, *.css, false",
    "/a, /a/*, false",
    "*.css, *.js, false",
    "/, /*, false"
  })
  void coversTellsShadowing(String pattern, String other, boolean covers) {
    assertThat(PathPattern.parse(pattern).covers(PathPattern.parse(other))).isEqualTo(covers);
  }

  @Test
  void wholePathIsMoreSpecificThanLongPrefixThanShortPrefixThanSuffix() {
    assertThat(
            Stream.of("/a", "/*", "*.css", "/a/b/*", "/a/*")
                .map(PathPattern::parse)
                .sorted(PathPattern.bySpecificity())
                .map(PathPattern::toString))
        .containsExactly("*.css", "/*", "/a/*", "/a/b/*", "/a");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, 'does not start with \"/\"'",
    "*, 'does not start with \"/\"'",
    "/a/*/b, 'has a \"*\" that is not its last segment'",
    "/a*, 'has a \"*\" that is not its last segment'",
    "*.*, 'has a \"*\" that is not its last segment'",
    "/a//b, has an empty segment",
    "//*, has an empty segment",
    "/a/../b, has a dot segment",
    "/%61, is percent-encoded",
    "/a;b, has a character no path has",
    "/a?b, has a character no path has"
  })
  void patternThatIsNoneSaysWhatIsWrong(String pattern, String problem) {
    assertThatThrownBy(() -> PathPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }
}
