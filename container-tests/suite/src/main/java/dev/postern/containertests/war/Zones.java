package dev.postern.containertests.war;

import dev.postern.containertests.app.Accounts;
import java.util.ArrayList;
import java.util.List;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR that most tests deploy: one zone for each strategy, the same rules in each. Stateless.
 */
public final class Zones {

  private static final String RULES =
      """
      %1$s/open/* anyone
      %1$s/admin/* role admin
      GET %1$s/desk/* role clerk,customer
      POST %1$s/desk/* role clerk
      %1$s/scoped/* scope parcels:read
      %1$s/both/* role customer and scope parcels:read,parcels:move
      %1$s/never/* nobody
      """;

  private Zones() {}

  public static WebArchive war(String name) {
    return Wars.probe(name, webXml());
  }

  public static WebXml webXml() {
    return new WebXml()
        .filter("session", "/session/*", settings("session", "session"))
        .filter("stateful", "/stateful/*", settings("stateful", "stateful-jwt"))
        .filter(
            "stateless",
            "/stateless/*",
            settings("stateless", "stateless-jwt", "jwks.path", "/stateless/jwks.json"));
  }

  /** Settings of a zone, and further ones as names and values in turn. */
  public static String[] settings(String zone, String strategy, String... further) {
    List<String> settings = new ArrayList<>();
    settings.addAll(List.of("strategy", strategy));
    settings.addAll(List.of("login.path", "/" + zone + "/login"));
    settings.addAll(List.of("logout.path", "/" + zone + "/logout"));
    settings.addAll(List.of("login.verifier", Accounts.class.getName()));
    settings.addAll(List.of("access", RULES.formatted("/" + zone)));
    settings.addAll(List.of(further));
    return settings.toArray(String[]::new);
  }
}
