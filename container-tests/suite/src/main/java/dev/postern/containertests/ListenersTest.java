package dev.postern.containertests;

import static dev.postern.containertests.war.Zones.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.listening.Heard;
import dev.postern.containertests.app.listening.OfDescriptor;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Listeners that an application declared in each of the three ways hear of Postern's sessions. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ListenersTest {

  private static final String CONTEXT = "listening";
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Http http = Http.at("/" + CONTEXT);

  @Deployment(testable = false)
  static WebArchive war() {
    WebXml webXml =
        new WebXml()
            .with(
                "<listener><listener-class>"
                    + OfDescriptor.class.getName()
                    + "</listener-class></listener>")
            .filter(
                "session",
                "/session/*",
                settings("session", "session", "session.sweep-interval", "1s"));
    return Wars.probe(CONTEXT, webXml).addPackage(Heard.class.getPackage());
  }

  @BeforeEach
  void forgetWhatWasHeard() {
    heard();
  }

  @Test
  void aLoginBeginsASession() {
    Zone.of(CONTEXT, "session").browser("ada");

    assertThat(heard()).containsExactly("descriptor created started=true", "added created");
  }

  @Test
  void whatChangesInASessionIsHeardOf() {
    Browser ada = shopping("full");

    ada.get("/session/shop?content=empty").send();
    ada.get("/session/page?do=rotate").send();

    assertThat(heard())
        .containsExactly(
            "basket bound",
            "basket unbound",
            "annotated replaced basket=full",
            "annotated id changed=true");
  }

  @Test
  void aLogoutIsHeardOfWithWhatWasInTheSession() {
    Browser ada = shopping("full");

    ada.post("/session/logout").send();

    assertThat(heard())
        .containsExactly(
            "added destroyed basket=full",
            "descriptor destroyed basket=full",
            "basket unbound",
            "annotated removed basket=full");
  }

  @Test
  void aTimeOutIsHeardOfAlthoughNobodyAsks() throws InterruptedException {
    Browser ada = Zone.of(CONTEXT, "session").browser("ada");
    heard();
    ada.get("/session/shop?content=full&seconds=1").send();

    List<String> heard = new ArrayList<>();
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (heard.size() < 6 && System.nanoTime() < end) {
      // The end of a session is told by a thread of the server; it is asked until it has heard.
      Thread.sleep(100);
      heard.addAll(heard());
    }

    assertThat(heard)
        .containsExactly(
            "basket bound",
            "annotated added basket=full",
            "added destroyed basket=full",
            "descriptor destroyed basket=full",
            "basket unbound",
            "annotated removed basket=full");
  }

  private Browser shopping(String content) {
    Browser ada = Zone.of(CONTEXT, "session").browser("ada");
    heard();
    ada.get("/session/shop?content=" + content).send();
    assertThat(heard()).containsExactly("basket bound", "annotated added basket=full");
    return ada;
  }

  private List<String> heard() {
    return http.get("/heard").send().body().lines().toList();
  }
}
