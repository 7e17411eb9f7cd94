package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which filter answers for a path, when several ones and the container have a say. */
final class UnownedPathTest {

  private FilteredTomcat tomcat;

  @BeforeEach
  void makeTomcat() throws Exception {
    tomcat = new FilteredTomcat();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
  }

  @Test
  void aFilterNamedForTheDefaultServletProtectsEveryPathOfIt() throws Exception {
    tomcat.addFilter("only", "/* authenticated", toServlet("pages"));

    tomcat.start();

    assertThat(tomcat.status("/")).isEqualTo(401);
    assertThat(tomcat.status("/some/page")).isEqualTo(401);
  }

  @Test
  void aFilterNamedForAServletIsRefusedBesideOthers() {
    tomcat.addFilter("open", "/* anyone", toPattern("/*"));
    tomcat.addFilter("named", "/* authenticated", toServlet("pages"));

    tomcat.start();

    assertThat(tomcat.isAvailable()).isFalse();
  }

  @Test
  void theMoreSpecificPatternDecidesWhateverTheOrder() throws Exception {
    tomcat.addFilter("open", "/* anyone", toPattern("/*"));
    tomcat.addFilter("closed", "/* authenticated", toPattern("/closed/*"));

    tomcat.start();

    assertThat(tomcat.status("/page")).isEqualTo(200);
    assertThat(tomcat.status("/closed/page")).isEqualTo(401);
  }

  private static FilterMap toPattern(String pattern) {
    FilterMap map = new FilterMap();
    map.addURLPattern(pattern);
    return map;
  }

  private static FilterMap toServlet(String name) {
    FilterMap map = new FilterMap();
    map.addServletName(name);
    return map;
  }
}
