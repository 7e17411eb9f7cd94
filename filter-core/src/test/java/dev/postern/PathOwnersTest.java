package dev.postern;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.config.ConfigurationException;
import dev.postern.gate.PathPattern;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PathOwnersTest {

  @Test
  void aSuffixThatAnotherFiltersPatternHidesIsRefused() {
    PathOwners owners = new PathOwners();
    owners.claim("all", List.of(PathPattern.parse("/*")));

    assertThatThrownBy(() -> owners.claim("pages", List.of(PathPattern.parse("*.do"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "url-pattern: \"*.do\" of filter \"pages\" never decides beside \"/*\" of filter"
                + " \"all\". Give each filter patterns of its own. (filter \"pages\")");
  }

  @Test
  void aSuffixIsRefusedToBeHiddenByALaterFilterToo() {
    PathOwners owners = new PathOwners();
    owners.claim("pages", List.of(PathPattern.parse("*.do")));

    assertThatThrownBy(() -> owners.claim("all", List.of(PathPattern.parse("/*"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\"*.do\" of filter \"pages\" never decides");
  }

  @Test
  void onePatternOfTwoFiltersIsRefused() {
    PathOwners owners = new PathOwners();
    owners.claim("one", List.of(PathPattern.parse("/a/*")));

    assertThatThrownBy(() -> owners.claim("two", List.of(PathPattern.parse("/a/*"))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is served by filter \"one\" already");
  }
}
