package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.fullserver.DeskResource;
import dev.postern.containertests.http.Browser;
import dev.postern.containertests.war.Wars;
import dev.postern.containertests.war.Zones;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two applications in one EAR, each with the jar, which CDI sees as one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EnterpriseArchiveTest {

  @Deployment(testable = false)
  static EnterpriseArchive ear() {
    return ShrinkWrap.create(EnterpriseArchive.class, "both.ear")
        .addAsModules(war("first"), war("second"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"housekeeper", "night-watch"})
  void eachApplicationTakesBackItsOwn(String by) {
    Browser first = Zone.of("first", "session").browser("ada");
    Browser second = Zone.of("second", "session").browser("ada");

    String left = second.post("/session/rest/desk/leave/" + by).send().body();

    assertThat(left).isEqualTo(by);
    assertThat(second.get("/session/rest/desk/who").send().status()).isEqualTo(401);
    assertThat(first.get("/session/rest/desk/who").send().status()).isEqualTo(200);
  }

  private static WebArchive war(String name) {
    return Wars.probe(name, Zones.webXml())
        .addPackage(DeskResource.class.getPackage())
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
  }
}
