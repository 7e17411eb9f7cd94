package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An application is ended and deployed again with another strategy, on the same store, and later
 * with the first one again: nobody is logged out, and who had a session still has it.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class MigrationContract {

  private static final String WITHOUT_SESSION = "stateless-jwt";
  private static final String IN_A_COOKIE = "stateful-jwt";
  private static final String IN = "/site/in";
  private static final String KEPT = "/site/kept";

  private final Path keys = NewKeys.make();

  /** For stores. */
  protected MigrationContract() {}

  /** The settings of a patient store, for one more deployment. */
  protected abstract Map<String, String> store();

  /** Called when nothing needs it any more. */
  protected abstract void stopBackend();

  @AfterAll
  final void stop() {
    stopBackend();
  }

  @ParameterizedTest
  @CsvSource({
    "session, stateless-jwt",
    "stateless-jwt, session",
    "session, stateful-jwt",
    "stateful-jwt, session"
  })
  final void nobodyIsLoggedOutByAChangeOfStrategyNorByTheWayBack(String from, String to) {
    Map<String, String> settings = HttpNode.settings(store(), "from-" + from + "-to-" + to, keys);
    boolean keeping = !from.equals(WITHOUT_SESSION);
    Visitor alice;
    try (HttpNode first = deploy(settings, Map.of("strategy", from))) {
      alice = loggedIn(first);
      if (keeping) {
        assertThat(alice.post(KEPT + "?kept=parcel").status()).isEqualTo(200);
      }
    }
    Visitor later;
    try (HttpNode second = deploy(settings, Map.of("accept", to + ", " + from))) {
      assertStillThere(alice, second, keeping);
      later = loggedIn(second);
    }
    try (HttpNode third = deploy(settings, Map.of("accept", from + ", " + to))) {
      assertStillThere(alice, third, keeping);
      assertStillThere(later, third, false);
    }
  }

  private static HttpNode deploy(Map<String, String> settings, Map<String, String> kinds) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(kinds);
    kinds.values().stream()
        .filter(value -> value.contains(IN_A_COOKIE))
        .forEach(
            value ->
                all.put(
                    value.startsWith(IN_A_COOKIE) ? "transport" : "accept.transport", "cookie"));
    return HttpNode.ofOneKind(all);
  }

  private static Visitor loggedIn(HttpNode node) {
    return Visitor.stranger(node.port()).loggedIn("/site/login").orElseThrow();
  }

  private static void assertStillThere(Visitor visitor, HttpNode node, boolean keeping) {
    Visitor there = visitor.at(node.port());
    assertThat(there.get(IN).body()).isEqualTo("alice");
    if (keeping) {
      assertThat(there.get(KEPT).body()).isEqualTo("parcel");
    }
  }
}
