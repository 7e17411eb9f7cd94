package dev.postern.containertests;

import static dev.postern.containertests.war.Zones.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Probe;
import dev.postern.containertests.app.declared.DeclaredZone;
import dev.postern.containertests.app.declared.SecondDeclaredZone;
import dev.postern.containertests.app.declared.SubclassedFilter;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four ways to declare a filter, each in a WAR of its own, and several in one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RegistrationTest {

  @Deployment(name = "descriptor", testable = false)
  static WebArchive descriptor() {
    return Wars.probe(
        "descriptor", new WebXml().filter("zone", "/zone/*", settings("zone", "session")));
  }

  @Deployment(name = "subclass", testable = false)
  static WebArchive subclass() {
    return Wars.probe("subclass").addClass(SubclassedFilter.class);
  }

  @Deployment(name = "annotation", testable = false)
  static WebArchive annotation() {
    return Wars.probe("annotation").addClass(DeclaredZone.class);
  }

  @Deployment(name = "properties", testable = false)
  static WebArchive properties() {
    return Wars.probe("properties").addAsWebInfResource(propertiesFile(), "postern.properties");
  }

  @Deployment(name = "complete", testable = false)
  static WebArchive metadataComplete() {
    return Wars.probe("complete", completeWebXml())
        .addAsWebInfResource(propertiesFile(), "postern.properties");
  }

  @Deployment(name = "several", testable = false)
  static WebArchive several() {
    return Wars.probe(
            "several", new WebXml().filter("outer", "/session/*", settings("session", "session")))
        .addClasses(DeclaredZone.class, SecondDeclaredZone.class);
  }

  /** Nothing in it but the servlet: the filter must come from the properties file. */
  private static WebXml completeWebXml() {
    String name = Probe.class.getName();
    return new WebXml()
        .metadataComplete()
        .with("<servlet><servlet-name>probe</servlet-name>")
        .with("<servlet-class>" + name + "</servlet-class></servlet>")
        .with("<servlet-mapping><servlet-name>probe</servlet-name>")
        .with("<url-pattern>/</url-pattern></servlet-mapping>");
  }

  private static StringAsset propertiesFile() {
    return new StringAsset(
        """
        strategy = session
        login.path = /zone/login
        login.verifier = dev.postern.containertests.app.Accounts
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"descriptor", "subclass", "properties", "complete"})
  void declaredFilterRefusesStrangersAndKnowsWhoLoggedIn(String context) {
    Zone zone = Zone.of(context, "zone");

    Answer stranger = zone.get("/some/page").send();
    Answer known = zone.browser("ada").get("/zone/some/page").send();

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.body()).doesNotContain(Probe.CONTENT);
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.text("user")).isEqualTo("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"annotation", "several"})
  void annotatedClassDeclaresAFilter(String context) {
    Zone zone = Zone.of(context, "zone");

    Answer stranger = zone.get("/some/page").send();
    Answer open = zone.get("/open/page").send();
    Answer known = zone.get("/some/page").bearer(zone.token("ada")).send();

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(open.status()).isEqualTo(200);
    assertThat(known.text("user")).isEqualTo("ada");
  }

  @Test
  void severalFiltersWithSeveralStrategiesShareOneWar() {
    Zone session = Zone.of("several", "session");
    Zone inner = Zone.of("several", "zone/inner");

    String bySession = session.browser("ada").get("/session/page").send().text("user");
    String byToken = inner.get("/page").bearer(inner.token("odo")).send().text("user");

    assertThat(bySession).isEqualTo("ada");
    assertThat(byToken).isEqualTo("odo");
  }

  @Test
  void theMostSpecificDeclarationServesThePath() {
    Zone outer = Zone.of("several", "zone");

    Answer selfContained = outer.get("/inner/page").bearer(outer.token("ada")).send();

    assertThat(selfContained.status()).isEqualTo(401);
  }

  @Test
  void aPathNoFilterServesIsLeftAlone() {
    Answer answer = Zone.of("descriptor", "elsewhere").get("/page").send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("user")).isEqualTo("-");
  }
}
