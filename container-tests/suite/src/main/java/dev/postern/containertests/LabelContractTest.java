package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Labels that the sample's desk links to, from a second server that has its public keys only. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class LabelContractTest {

  private final Http http = Http.at("/parcels");
  private final SampleDesk desk = new SampleDesk(http);

  @Deployment(name = "desk", testable = false)
  static WebArchive war() {
    return Wars.sample();
  }

  @Deployment(name = "labels", testable = false)
  static WebArchive labels() {
    return Wars.labels();
  }

  @Test
  void aLabelIsDownloadedFromTheOtherServerByOneClientInAsManyPartsAsItLikes()
      throws InterruptedException {
    String link = labelLink("PD-1001");

    Answer before = download("HEAD", link, "manager").send();
    Answer whole = download("GET", link, "manager").send();
    Answer part = download("GET", link, "manager").header("Range", "bytes=0-7").send();
    Answer beyond = download("GET", link, "manager").header("Range", "bytes=99999-").send();
    Answer other = download("GET", link, "somebody else").send();
    Answer prober = download("HEAD", link, "somebody else").send();

    assertThat(before.status()).isEqualTo(200);
    assertThat(before.header("Accept-Ranges")).contains("bytes");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.body()).startsWith("%PDF-1.4").contains("(PD-1001)", "(Nottingham)", "alice");
    assertThat(whole.header("Content-Length")).isEqualTo(before.header("Content-Length"));
    assertThat(whole.header("Content-Disposition"))
        .contains("attachment; filename=\"PD-1001.pdf\"");
    assertThat(whole.header("Referrer-Policy")).contains("no-referrer");
    assertThat(whole.setCookies()).isEmpty();
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("%PDF-1.4");
    assertThat(part.header("ETag")).isEqualTo(whole.header("ETag"));
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(other.status()).isEqualTo(401);
    assertThat(other.body()).doesNotContain("PDF");
    assertThat(prober.status()).isEqualTo(401);
  }

  @Test
  void aLinkToALabelIsGoodForThatLabelOnly() throws InterruptedException {
    String link = labelLink("PD-1001");

    for (String altered :
        List.of(
            link.replace("PD-1001", "PD-1002"),
            link.replace("Nottingham", "London"),
            link + "&town=London",
            link.replaceFirst("token=[^.]+", "token=eyJhbGciOiJub25lIn0"),
            link.substring(0, link.lastIndexOf('.')) + link.substring(link.lastIndexOf('.') + 1),
            link.replaceFirst("&token=.*", ""))) {
      assertThat(download("GET", altered, "manager").send().status()).as(altered).isEqualTo(401);
    }
    assertThat(download("GET", link, "manager").send().status()).isEqualTo(200);
  }

  @Test
  void linksAreForParcelsThatTheCallerMaySee() {
    Browser alice = desk.browser("session", "alice");
    String foreign = "/session/labels/PD-1004";

    assertThat(alice.post("/session/labels/PD-1002").form("a", "b").send().status()).isEqualTo(303);
    assertThat(alice.post(foreign).send().status()).isEqualTo(404);
    assertThat(alice.get("/session/pages/desk").accept("text/html").send().body())
        .contains("action=\"/parcels/session/labels/PD-1002\"")
        .doesNotContain(foreign);
    assertThat(desk.as("carol", "stateless", "POST", "/labels/PD-1004").send().status())
        .isEqualTo(200);
    assertThat(http.post("/session/labels/PD-1001").send().status()).isEqualTo(401);
  }

  @Test
  void theLabelServerHasNoKeyAndKnowsNoneOfTheDesksLogins() {
    Answer login = desk.login("session", "alice");
    Call call = http.raw("GET", "/labels/parcel/PD-1001.pdf?recipient=a&town=b");
    call.cookie(login.setCookie().name(), login.setCookie().value());

    assertThat(call.send().status()).isEqualTo(401);
    assertThat(http.raw("GET", "/labels/.well-known/jwks.json").send().status()).isEqualTo(401);
    assertThat(
            Wars.labels().get("WEB-INF").getChildren().stream().map(child -> child.getPath().get()))
        .containsExactlyInAnyOrder(
            "/WEB-INF/classes", "/WEB-INF/lib", "/WEB-INF/postern.properties");
  }

  /** The manager's own, at a label server that has the keys of the desk by now. */
  private String labelLink(String number) throws InterruptedException {
    Answer answer = desk.as("alice", "session", "POST", "/labels/" + number).send();
    assertThat(answer.status()).isEqualTo(200);
    String link = answer.text("link");
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (download("HEAD", link, "manager").send().status() == 503 && System.nanoTime() < end) {
      // Its first fetch of the keys may come too late on a machine that stalls; nothing tells when.
      Thread.sleep(100);
    }
    return link;
  }

  private Call download(String method, String link, String agent) {
    return http.raw(method, link).header("User-Agent", agent);
  }
}
