package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Probe;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.ClassLoaderAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identity and session are the same wherever the container passes a request on. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class DispatchTest {

  private static final String CONTEXT = "dispatch";

  @Deployment(testable = false)
  static WebArchive war() {
    WebXml webXml =
        Zones.webXml()
            .with(errorPage("<error-code>418</error-code>", "/session/error-view"))
            .with(errorPage("<error-code>420</error-code>", "/stateless/error-view"))
            .with(errorPage("<error-code>401</error-code>", "/session/admin/error-view"))
            .with(errorPage("<error-code>403</error-code>", "/session/admin/error-view"))
            .with(
                errorPage(
                    "<exception-type>java.lang.IllegalStateException</exception-type>",
                    "/session/error-view"));
    return Wars.probe(CONTEXT, webXml)
        .addAsWebResource(
            new ClassLoaderAsset("dev/postern/containertests/war/view.jsp"), "session/view.jsp");
  }

  private static String errorPage(String on, String location) {
    return "<error-page>" + on + "<location>" + location + "</location></error-page>";
  }

  @ParameterizedTest
  @CsvSource({
    "session, forward, FORWARD",
    "session, include, INCLUDE",
    "session, async, ASYNC",
    "session, async-wrapped, ASYNC",
    "stateful, forward, FORWARD",
    "stateful, include, INCLUDE",
    "stateful, async, ASYNC",
    "stateful, async-wrapped, ASYNC",
  })
  void targetSeesTheIdentityAndTheSession(String zone, String deed, String kind) {
    Browser ada = Zone.of(CONTEXT, zone).browser("ada");
    ada.get("/" + zone + "/page?do=set&value=kept").send();

    Answer answer = ada.get("/" + zone + "/page?do=" + deed + "&to=/" + zone + "/target").send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .containsEntry("dispatch", kind)
        .containsEntry("user", "ada")
        .containsEntry("remoteUser", "ada")
        .containsEntry("roles", "customer")
        .containsEntry("attribute", "kept");
    assertThat(answer.setCookies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "forward, FORWARD",
    "include, INCLUDE",
    "async, ASYNC",
    "async-wrapped, ASYNC",
  })
  void targetSeesTheIdentityOfATokenToo(String deed, String kind) {
    Zone zone = Zone.of(CONTEXT, "stateless");
    String token = zone.token("ada");

    Answer answer = zone.get("/page?do=" + deed + "&to=/stateless/target").bearer(token).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .containsEntry("dispatch", kind)
        .containsEntry("user", "ada")
        .containsEntry("roles", "customer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"error&code=418", "throw"})
  void errorPageSeesTheIdentityAndTheSession(String deed) {
    Browser ada = Zone.of(CONTEXT, "session").browser("ada");
    ada.get("/session/page?do=set&value=kept").send();

    Answer answer = ada.get("/session/page?do=" + deed).send();

    assertThat(answer.status()).isEqualTo(deed.equals("throw") ? 500 : 418);
    assertThat(answer.json())
        .containsEntry("dispatch", "ERROR")
        .containsEntry("user", "ada")
        .containsEntry("roles", "customer")
        .containsEntry("attribute", "kept");
    assertThat(answer.setCookies()).isEmpty();
  }

  @Test
  void errorPageSeesTheIdentityOfATokenToo() {
    Zone zone = Zone.of(CONTEXT, "stateless");

    Answer answer = zone.get("/page?do=error&code=420").bearer(zone.token("ada")).send();

    assertThat(answer.status()).isEqualTo(420);
    assertThat(answer.json()).containsEntry("dispatch", "ERROR").containsEntry("user", "ada");
  }

  @Test
  void errorPageOfAStrangerHasNoIdentity() {
    Answer answer = Zone.of(CONTEXT, "session").get("/open/page?do=error&code=418").send();

    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.json()).containsEntry("user", "-").containsEntry("session", "false");
    assertThat(answer.setCookies()).isEmpty();
  }

  /** The application mapped its error page to a path that only administrators may see. */
  @Test
  void refusalDoesNotOpenAProtectedErrorPage() {
    Zone session = Zone.of(CONTEXT, "session");

    Answer stranger = session.get("/page").send();
    Answer customer = session.browser("ada").get("/session/admin/x").send();

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.body()).doesNotContain(Probe.CONTENT);
    assertThat(customer.status()).isEqualTo(403);
    assertThat(customer.body()).doesNotContain(Probe.CONTENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"session", "stateful"})
  void anotherThreadSeesTheIdentityAndSavesInTheSession(String zone) {
    Browser ada = Zone.of(CONTEXT, zone).browser("ada");

    Answer asynchronous = ada.get("/" + zone + "/page?do=async-thread").send();
    Answer next = ada.get("/" + zone + "/page").send();

    assertThat(asynchronous.json())
        .containsEntry("user", "ada")
        .containsEntry("attribute", "set in another thread");
    assertThat(next.json()).containsEntry("attribute", "set in another thread");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/session/view.jsp", "/session/page?do=forward&to=/session/view.jsp"})
  void pageSeesTheIdentityAndTheSession(String path) {
    Browser ada = Zone.of(CONTEXT, "session").browser("ada");
    ada.get("/session/page?do=set&value=kept").send();

    Answer answer = ada.get(path).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json())
        .containsEntry("user", "ada")
        .containsEntry("remoteUser", "ada")
        .containsEntry("customer", "true")
        .containsEntry("attribute", "kept");
    assertThat(answer.setCookies()).isEmpty();
  }
}
