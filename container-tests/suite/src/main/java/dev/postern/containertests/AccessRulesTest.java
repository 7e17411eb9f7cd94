package dev.postern.containertests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import dev.postern.containertests.http.Call;
import dev.postern.containertests.war.Zones;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what where, by the rules of {@link Zones}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AccessRulesTest {

  private static final String CONTEXT = "rules";

  private final Zone zone = Zone.of(CONTEXT, "stateless");

  /** One login for each caller and class: the rules are asked, not the login. */
  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  @Deployment(testable = false)
  static WebArchive war() {
    return Zones.war(CONTEXT);
  }

  @ParameterizedTest(name = "{0} {1} as {2} is {3}")
  @CsvSource({
    "GET, /open/page, nobody, 200",
    "GET, /open, nobody, 200",
    "GET, /opener/page, nobody, 401",
    "GET, /unlisted, nobody, 401",
    "GET, /unlisted, ada, 200",
    "GET, /, nobody, 401",
    "GET, /admin/x, nobody, 401",
    "GET, /admin/x, ada, 403",
    "GET, /admin/x, odo, 200",
    "GET, /admin, ada, 403",
    "GET, /admin/deep/er/path, ada, 403",
    "HEAD, /admin/x, ada, 403",
    "HEAD, /admin/x, odo, 200",
    "HEAD, /desk/x, ada, 200",
    "GET, /desk/x, ada, 200",
    "POST, /desk/x, ada, 403",
    "POST, /desk/x, odo, 200",
    "PUT, /desk/x, odo, 403",
    "DELETE, /desk/x, odo, 403",
    "FROB, /desk/x, odo, 403",
    "GET, /scoped/x, ada, 403",
    "GET, /scoped/x, sue, 200",
    "GET, /both/x, sue, 200",
    "GET, /both/x, odo, 403",
    "GET, /never/x, odo, 403",
    "GET, /never/x, nobody, 403",
    "FROB, /admin/x, ada, 403",
  })
  void firstRuleThatMatchesDecides(String method, String path, String user, int status) {
    Answer answer = as(user, zone.call(method, path)).send();

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void headIsAskedForAsGetIs() {
    assertThat(zone.call("HEAD", "/open/page").send().status()).isEqualTo(200);
    assertThat(zone.call("HEAD", "/unlisted").send().status()).isEqualTo(401);
  }

  @Test
  void missingScopeIsNamedInTheChallenge() { // BR-5
    Answer answer = as("ada", zone.get("/scoped/x")).send();

    assertThat(answer.header("WWW-Authenticate"))
        .hasValueSatisfying(
            challenge ->
                assertThat(challenge)
                    .startsWith("Bearer")
                    .contains("error=\"insufficient_scope\"")
                    .contains("scope=\"parcels:read\""));
  }

  @Test
  void strangerIsChallengedWithoutAnError() { // BR-4, BR-5
    Answer answer = zone.get("/unlisted").send();

    assertThat(answer.header("WWW-Authenticate"))
        .hasValueSatisfying(
            challenge -> assertThat(challenge).startsWith("Bearer").doesNotContain("error="));
    assertThat(answer.header("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.json()).containsEntry("status", 401L);
  }

  @Test
  void methodOverrideIsNotBelieved() { // CS-7
    Answer answer =
        as("odo", zone.call("DELETE", "/desk/x?_method=GET"))
            .header("X-HTTP-Method-Override", "GET")
            .send();

    assertThat(answer.status()).isEqualTo(403);
  }

  private Call as(String user, Call call) {
    return user.equals("nobody") ? call : call.bearer(TOKENS.computeIfAbsent(user, zone::token));
  }
}
