package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A forward that begins where no filter runs and ends where one does. */
final class ForwardFromOutsideTest {

  private FilteredTomcat tomcat;

  @BeforeEach
  void start() throws Exception {
    FilterMap map = new FilterMap();
    map.addURLPattern("/closed/*");
    map.setDispatcher("REQUEST");
    map.setDispatcher("FORWARD");
    tomcat = new FilteredTomcat();
    tomcat.addFilter("closed", "/closed/open anyone; /closed/* authenticated", map);
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
  }

  @Test
  void isJudgedByTheRuleForItsTarget() throws Exception {
    assertThat(tomcat.status("/forward?to=/closed/page")).isEqualTo(401);
    assertThat(tomcat.status("/forward?to=/closed/open")).isEqualTo(200);
    assertThat(tomcat.status("/forward?to=/elsewhere")).isEqualTo(200);
  }

  @Test
  void withACookieMustNotComeFromAnotherSite() throws Exception {
    String[] forged = {"Cookie", "__Host-root-session=any", "Sec-Fetch-Site", "cross-site"};

    assertThat(tomcat.post("/forward?to=/closed/open", forged)).isEqualTo(403);
    assertThat(tomcat.post("/forward?to=/elsewhere", forged)).isEqualTo(200);
  }
}
