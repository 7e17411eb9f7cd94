package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What callers over HTTP see of two nodes of one application, and of another application on the
 * same store with the same keys and the same users.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class SharedNodesContract {

  private static final int NODES = 3;
  private static final int OTHER = 2;
  private static final int VISITS = 10;
  private static final int BRIEF_SESSIONS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SEVERAL_SWEEPS = Duration.ofSeconds(4);
  private static final Pattern HANDLE = Pattern.compile("\"handle\":\"([^\"]{22})\"");
  private static final Pattern CURRENT =
      Pattern.compile("\\{[^{}]*\"handle\":\"([^\"]{22})\"[^{}]*\"current\":true[^{}]*}");

  private final Clock clock = Clock.systemUTC();
  private final List<HttpNode> nodes = new ArrayList<>();

  /** For stores. */
  protected SharedNodesContract() {}

  /** The settings of a patient store, for each of three applications that share one backend. */
  protected abstract Map<String, String> store(int node);

  /** Called when all of them have started. */
  protected abstract void awaitBackend();

  /** Called when nothing needs it any more. */
  protected abstract void stopBackend();

  @BeforeAll
  final void startNodes() {
    Path keys = NewKeys.make();
    for (int node = 0; node < NODES; node++) {
      Map<String, String> store = new HashMap<>(store(node));
      store.put("revocation.staleness", "0s");
      store.put("session.sweep-interval", "1s");
      // With these only the name of the app keeps them apart.
      store.put("token.issuer", "both");
      store.put("token.audience", "both");
      String app = node == OTHER ? "other" : "shop";
      nodes.add(new HttpNode(HttpNode.settings(store, app, keys), HeardEnds.class));
    }
    awaitBackend();
  }

  @AfterAll
  final void stopNodes() {
    nodes.forEach(HttpNode::close);
    stopBackend();
  }

  @BeforeEach
  final void endAllSessions() {
    IntStream.of(0, OTHER).forEach(node -> loggedIn(node).post("/session/end-all"));
  }

  @Test
  final void theLastAccessIsThePreviousOneOnWhicheverNode() {
    Visitor alice = loggedIn(0);
    List<Long> seen = new ArrayList<>();
    for (int visit = 0; visit < VISITS; visit++) {
      Instant sent = clock.instant();
      assertThat(at(visit, alice).post("/session/kept?kept=" + visit).status()).isEqualTo(200);
      Instant answered = clock.instant();

      long last = lastAccess(at(visit + 1, alice));

      assertThat(last).isBetween(sent.toEpochMilli(), answered.toEpochMilli());
      seen.add(last);
    }
    assertThat(seen).isSorted();
  }

  @Test
  final void callersSeeAndEndTheirSessionsOnEveryNode() {
    Visitor here = loggedIn(0);
    Visitor there = loggedIn(1);
    String handle = current(here);

    assertThat(handles(here)).hasSize(2).containsExactlyInAnyOrderElementsOf(handles(there));
    assertThat(there.delete("/session/sessions/" + handle).status()).isEqualTo(204);

    assertThat(at(0, here).get("/session/in").status()).isEqualTo(401);
    assertThat(at(1, here).get("/session/in").status()).isEqualTo(401);
    assertThat(handles(at(0, there))).containsExactly(current(there));
  }

  @Test
  final void endingTheOthersReachesThoseOfAnotherNode() {
    Visitor here = loggedIn(0);
    Visitor there = loggedIn(1);

    assertThat(here.delete("/session/sessions?others").status()).isEqualTo(204);

    assertThat(there.get("/session/in").status()).isEqualTo(401);
    assertThat(at(1, here).get("/session/in").body()).isEqualTo("alice");
  }

  @Test
  final void theSessionsOfAnotherApplicationAreItsOwn() {
    Visitor shop = loggedIn(0);
    Visitor other = loggedIn(OTHER);
    String foreign = shop.cookie().orElseThrow().replace("shop-session=", "other-session=");

    assertThat(foreign).startsWith("other-session=");
    assertThat(new Visitor(port(OTHER), Optional.of(foreign), Optional.empty()).get("/session/in"))
        .extracting(Visitor.Visit::status)
        .isEqualTo(401);
    assertThat(handles(shop)).hasSize(1);
    assertThat(handles(other)).hasSize(1).doesNotContainAnyElementsOf(handles(shop));
    assertThat(other.delete("/session/sessions/" + current(shop)).status()).isEqualTo(404);
    assertThat(shop.post("/session/end-all").body()).isEqualTo("1");
    assertThat(at(1, shop).get("/session/in").status()).isEqualTo(401);
    assertThat(other.get("/session/in").body()).isEqualTo("alice");
  }

  @Test
  final void whatAnotherApplicationRevokesIsItsOwn() {
    Visitor bearer = stranger(0).loggedIn("/stateless/login").orElseThrow();
    for (int node = 0; node < NODES; node++) {
      assertThat(bearer.at(port(node)).get("/stateless/in").body()).isEqualTo("alice");
    }

    assertThat(bearer.post("/stateless/logout").status()).isEqualTo(204);

    assertThat(at(0, bearer).get("/stateless/in").status()).isEqualTo(401);
    assertThat(at(1, bearer).get("/stateless/in").status()).isEqualTo(401);
    assertThat(bearer.at(port(OTHER)).get("/stateless/in").body()).isEqualTo("alice");
  }

  @Test
  final void aTimeOutThatNobodyAsksForIsHeardOnceAmongTheNodesWithItsAttributes() {
    List<String> values = IntStream.range(0, BRIEF_SESSIONS).mapToObj(n -> "brief" + n).toList();
    values.forEach(
        value ->
            assertThat(
                    stranger(value.hashCode() & 1)
                        .post("/session/visitor/brief?kept=" + value)
                        .status())
                .isEqualTo(200));

    await(() -> heard().containsAll(values));
    // Nothing announces that nothing more will be heard.
    LockSupport.parkNanos(SEVERAL_SWEEPS.toNanos());

    assertThat(heard().stream().filter(values::contains))
        .containsExactlyInAnyOrderElementsOf(values);
    assertThat(stranger(OTHER).get("/session/visitor/ends").body()).doesNotContain("brief");
  }

  @Test
  final void takingBackAllOfAUserEndsSessionsAndTokensOnEveryNode() {
    Visitor session = loggedIn(0);
    Visitor bearer = bearer(1);
    Visitor other = loggedIn(OTHER);

    assertThat(session.post("/session/revoke-user").status()).isEqualTo(200);

    for (int node = 0; node < OTHER; node++) {
      assertThat(at(node, session).get("/session/in").status()).isEqualTo(401);
      assertThat(at(node, bearer).get("/stateless/in").status()).isEqualTo(401);
    }
    assertThat(other.get("/session/in").body()).isEqualTo("alice");
    assertThat(at(1, loggedIn(0)).get("/session/in").body()).isEqualTo("alice");
  }

  @Test
  final void whoChangesThePasswordStaysSignedInAndNobodyElse() {
    // ASVS 7.4.3
    Visitor session = loggedIn(0);
    Visitor bearer = bearer(0);
    Visitor elsewhere = loggedIn(1);

    Visitor kept = session.after(session.post("/session/revoke-and-stay"));

    assertThat(at(1, kept).get("/session/in").body()).isEqualTo("alice");
    assertThat(elsewhere.get("/session/in").status()).isEqualTo(401);
    assertThat(at(1, bearer).get("/stateless/in").status()).isEqualTo(401);
  }

  @Test
  final void aTokenThatIsIssuedRightAfterACutOffIsGoodAlsoInTheSameSecond() {
    // FAULTS T8
    Visitor former = bearer(0);

    Visitor stays = former.bearingTokenOf(former.post("/stateless/revoke-and-stay"));

    for (int node = 0; node < OTHER; node++) {
      assertThat(at(node, stays).get("/stateless/in").body()).isEqualTo("alice");
      assertThat(at(node, former).get("/stateless/in").status()).isEqualTo(401);
    }
  }

  @Test
  final void anotherRoleHoldsAtTheNextRequestOfASessionOnWhicheverNode() {
    Visitor here = loggedIn(0);
    Visitor there = loggedIn(1);
    assertThat(here.post("/session/kept?kept=still").status()).isEqualTo(200);
    assertThat(there.get("/session/clerk").body()).isEqualTo("false");

    assertThat(here.post("/session/promote").status()).isEqualTo(200);
    assertThat(there.get("/session/clerk").body()).isEqualTo("true");
    assertThat(at(1, here).get("/session/clerk").body()).isEqualTo("true");

    assertThat(there.post("/session/demote").status()).isEqualTo(200);
    assertThat(here.get("/session/clerk").body()).isEqualTo("false");
    assertThat(at(1, here).get("/session/kept").body()).isEqualTo("still");
  }

  @Test
  final void aTokenThatTellsAnotherRoleIsVoidOnEveryNodeAndALoginGivesAGoodOne() {
    Visitor bearer = bearer(0);

    assertThat(bearer.post("/stateless/demote").status()).isEqualTo(200);

    for (int node = 0; node < OTHER; node++) {
      assertThat(at(node, bearer).get("/stateless/in").status()).isEqualTo(401);
      assertThat(at(node, bearer(0)).get("/stateless/in").body()).isEqualTo("alice");
    }
  }

  @Test
  final void everyoneIsSignedOutAndMayComeAgain() {
    Visitor session = loggedIn(0);
    Visitor bearer = bearer(1);

    assertThat(session.post("/session/revoke-everyone").status()).isEqualTo(200);

    for (int node = 0; node < OTHER; node++) {
      assertThat(at(node, session).get("/session/in").status()).isEqualTo(401);
      assertThat(at(node, bearer).get("/stateless/in").status()).isEqualTo(401);
      assertThat(at(node, loggedIn(0)).get("/session/in").body()).isEqualTo("alice");
    }
  }

  private Visitor bearer(int node) {
    return stranger(node).loggedIn("/stateless/login").orElseThrow();
  }

  private List<String> heard() {
    return Stream.of(0, 1)
        .map(node -> stranger(node).get("/session/visitor/ends").body())
        .flatMap(body -> Stream.of(body.split(",", -1)))
        .toList();
  }

  private static long lastAccess(Visitor visitor) {
    String times = visitor.get("/session/times").body();
    return Long.parseLong(times.substring(times.indexOf(' ') + 1));
  }

  private static List<String> handles(Visitor visitor) {
    return HANDLE
        .matcher(visitor.get("/session/sessions").body())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String current(Visitor visitor) {
    return CURRENT
        .matcher(visitor.get("/session/sessions").body())
        .results()
        .map((MatchResult found) -> found.group(1))
        .findFirst()
        .orElseThrow();
  }

  private Visitor loggedIn(int node) {
    return stranger(node).loggedIn("/session/login").orElseThrow();
  }

  private Visitor stranger(int node) {
    return Visitor.stranger(port(node));
  }

  /** At one of the two nodes of the application. */
  private Visitor at(int visit, Visitor visitor) {
    return visitor.at(port(visit & 1));
  }

  private int port(int node) {
    return nodes.get(node).port();
  }

  private void await(Supplier<Boolean> condition) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!condition.get()) {
      assertThat(clock.instant()).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
