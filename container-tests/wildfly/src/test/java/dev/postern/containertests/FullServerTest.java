package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.fullserver.Directory;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a full Jakarta EE server has: Jakarta REST and the identity stores of CDI. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class FullServerTest {

  private static final String CONTEXT = "fullserver";

  private final Http http = Http.at("/" + CONTEXT);
  private final Zone session = Zone.of(CONTEXT, "session");

  @Deployment(testable = false)
  static WebArchive war() {
    WebXml webXml =
        Zones.webXml()
            .with(
                "<context-param><param-name>resteasy.role.based.security</param-name>"
                    + "<param-value>true</param-value></context-param>")
            .filter(
                "stores",
                "/stores/*",
                "strategy",
                "session",
                "login.path",
                "/stores/login",
                "login.verifier",
                "identity-store");
    return Wars.probe(CONTEXT, webXml)
        .addPackage(Directory.class.getPackage())
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }

  @Test
  void securityContextOfJakartaRestSeesTheIdentityAndTheSession() {
    Browser ada = session.browser("ada");
    ada.get("/session/page?do=set&value=kept").send();

    Answer answer = ada.get("/session/rest/desk/who").send();

    assertThat(answer.body()).isEqualTo("ada true false kept");
    assertThat(answer.setCookies()).isEmpty();
  }

  @Test
  void rolesAllowedOfJakartaRestIsDecidedByTheIdentity() {
    Answer customer = session.browser("ada").get("/session/rest/desk/admin").send();
    Answer administrator = session.browser("odo").get("/session/rest/desk/admin").send();

    assertThat(customer.status()).isEqualTo(403);
    assertThat(administrator.body()).isEqualTo("for administrators");
  }

  @Test
  void whatAnApplicationInjectsWorks() {
    Browser ada = session.browser("ada");

    Answer left = ada.post("/session/rest/desk/leave").send();

    assertThat(left.body()).isEqualTo("ready true, keys true, sessions true");
    assertThat(ada.get("/session/rest/desk/who").send().status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"housekeeper", "night-watch"})
  void whatAnApplicationTakesBackInThreadsWithoutARequestIsTakenBack(String by) {
    Browser ada = session.browser("ada");

    String left = ada.post("/session/rest/desk/leave/" + by).send().body();

    assertThat(left).isEqualTo(by);
    assertThat(ada.get("/session/rest/desk/who").send().status()).isEqualTo(401);
  }

  @Test
  void identityStoreKnowsItsUsers() {
    Browser ida = http.browser();

    Answer login =
        ida.post("/stores/login").json(Zone.credentials("ida", Directory.PASSWORD)).send();
    Answer wrong = http.post("/stores/login").json(Zone.credentials("ida", "wrong")).send();

    assertThat(login.status()).isEqualTo(200);
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(ida.get("/stores/page").send().json())
        .containsEntry("user", "ida")
        .containsEntry("roles", "clerk");
  }
}
