package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.app.Accounts;
import dev.postern.containertests.app.declared.Constrained;
import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Http;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.WebXml;
import dev.postern.containertests.war.Zones;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said at start-up: wrong settings stop the deployment, right ones are summed up. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SettingsTest {

  private static final String IN_WEB_XML = " (init-param of filter \"zone\" in web.xml)";

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "settings", testable = false)
  static WebArchive right() {
    WebXml webXml =
        Zones.webXml()
            .with(
                "<security-constraint><web-resource-collection><web-resource-name>w"
                    + "</web-resource-name><url-pattern>/session/constrained/*</url-pattern>"
                    + "</web-resource-collection><auth-constraint/></security-constraint>");
    return Wars.probe("settings", webXml).addClass(Constrained.class);
  }

  @Deployment(name = "ordered", testable = false)
  static WebArchive leftOut() {
    WebXml webXml =
        new WebXml()
            .with("<absolute-ordering/>")
            .filter("zone", "/zone/*", Zones.settings("zone", "session"));
    return Wars.probe("ordered", webXml);
  }

  @Deployment(name = "nothing-runs", testable = false)
  static WebArchive nothingRuns() {
    return Wars.probe("nothing-runs", new WebXml().with("<absolute-ordering/>"))
        .addAsWebInfResource(new StringAsset("strategy = session\n"), "postern.properties");
  }

  @Deployment(name = "no-unit", managed = false, testable = false)
  static WebArchive noUnit() {
    return wrong("no-unit", "session.idle-timeout", "15");
  }

  @Deployment(name = "unknown-name", managed = false, testable = false)
  static WebArchive unknownName() {
    return wrong("unknown-name", "session.idle-timeuot", "15m");
  }

  @Deployment(name = "unknown-store", managed = false, testable = false)
  static WebArchive unknownStore() {
    return wrong("unknown-store", "store", "reddis");
  }

  @Deployment(name = "no-keys", managed = false, testable = false)
  static WebArchive noKeys() {
    return wrong("no-keys", "keys", "/no/such/directory");
  }

  @Deployment(name = "covered-rule", managed = false, testable = false)
  static WebArchive coveredRule() {
    return wrong("covered-rule", "access", "/zone/* anyone; /zone/admin/* role admin");
  }

  @Deployment(name = "in-file", managed = false, testable = false)
  static WebArchive inFile() {
    return Wars.probe("in-file")
        .addAsWebInfResource(
            new StringAsset("strategy = sesion\nlogin.path = /login\n"), "postern.properties");
  }

  private static WebArchive wrong(String war, String setting, String value) {
    List<String> settings =
        new ArrayList<>(List.of("strategy", "session", "login.path", "/zone/in"));
    settings.addAll(List.of("login.verifier", Accounts.class.getName(), setting, value));
    return Wars.probe(war, new WebXml().filter("zone", "/zone/*", settings.toArray(String[]::new)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "no-unit | session.idle-timeout: \"15\" has no unit. Write 15m or PT15M." + IN_WEB_XML,
        "unknown-name | session.idle-timeuot: unknown setting. Did you mean session.idle-timeout?"
            + IN_WEB_XML,
        "unknown-store | store: \"reddis\" is no store that is here. Found: memory. Correct the"
            + " name or add the store's jar."
            + IN_WEB_XML,
        "no-keys | keys: \"/no/such/directory\" is not a directory. Make it, with a key in it: java -jar"
            + " postern-filter-core.jar new-key /no/such/directory."
            + IN_WEB_XML,
        "covered-rule | access: \"/zone/admin/* role admin\" is never reached, because earlier rules"
            + " decide all it is about. Move it up, or remove it."
            + IN_WEB_XML,
        "in-file | strategy: \"sesion\" is not known. Write session, stateful-jwt or stateless-jwt."
            + " (WEB-INF/postern.properties)",
      })
  void wrongSettingStopsTheDeploymentAndSaysWhy(String deployment, String message) {
    Throwable stopped = null;
    try {
      deployer.deploy(deployment);
    } catch (Exception e) {
      stopped = e;
    } finally {
      undeploy(deployment);
    }

    int status = Http.at("/" + deployment).get("/zone/page").send().status();
    assertThat(status == 404 || stopped != null).as("deployment was stopped").isTrue();
    assertThat(LogFiles.linesWith(message)).as(message).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "session, session, cookie",
    "stateful, stateful-jwt, cookie",
    "stateless, stateless-jwt, bearer",
  })
  void startUpIsSummedUpInOneLine(String filter, String strategy, String transport) {
    assertThat(LogFiles.linesWith("filter=" + filter))
        .anyMatch(
            line ->
                line.contains("strategy=" + strategy)
                    && line.contains("transport=[" + transport)
                    && line.contains("/" + filter + "/*")
                    && line.contains("store=memory"));
  }

  @Test
  void constraintsThatTheContainerDecidesAreNamed() {
    assertThat(LogFiles.linesWith("before any filter runs"))
        .anyMatch(line -> line.contains("<security-constraint> on /session/constrained/*"))
        .anyMatch(line -> line.contains("@ServletSecurity of " + Constrained.class.getName()));
  }

  /** Nobody calls our initialiser then; where filters start lazily the first request reports it. */
  @Test
  void orderingThatLeavesUsOutIsReportedAndTheDeclaredFilterWorks() {
    Answer stranger = Http.at("/ordered").get("/zone/page").send();

    assertThat(stranger.status()).isEqualTo(401);
    assertThat(LogFiles.linesWith("<absolute-ordering> in web.xml leaves the Postern jar out"))
        .isNotEmpty();
  }

  /**
   * Without a filter in web.xml nothing of ours would run, but for the listener of a tag library.
   */
  @Test
  void orderingThatLeavesNothingOfUsRunningIsReported() {
    assertThat(LogFiles.linesWith("event=left-out"))
        .anyMatch(line -> line.contains("context=\"/nothing-runs\""));
  }

  /** A deployment that never stood cannot always be taken away; either is fine. */
  private void undeploy(String deployment) {
    try {
      deployer.undeploy(deployment);
    } catch (Exception neverDeployed) {
      assertThat(neverDeployed).isNotNull();
    }
  }
}
