package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a request over HTTP costs at the wire between the application and its store: a trip is
 * whatever is sent before an answer is waited for. A store says how its server is reached.
 * docs/architecture.md must tell of each store what {@link BudgetedRequest} has.
 *
 * <p>A machine that stalls can make a request look more expensive, by something of the background
 * or by tearing apart what is sent together, but never cheaper: so one measurement that is right is
 * enough, and one that is too cheap is a failure.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class WireBudgetContract {

  private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
  private static final Duration QUIET = Duration.ofMillis(40);
  private static final int ATTEMPTS = 10;
  private static final int MOST_BYTES_OF_A_READ = 16 * 1_024;

  private Optional<CountingProxy> proxy = Optional.empty();
  private Optional<HttpNode> node = Optional.empty();

  /** For stores. */
  protected WireBudgetContract() {}

  /** In front of a server that is running. */
  protected abstract CountingProxy startProxy();

  /** Called when nothing needs it any more. */
  protected abstract void stopServer();

  /** The settings of a patient store that reaches its server by this port only. */
  protected abstract Map<String, String> store(int port);

  /** The heading of the store's column in docs/architecture.md. */
  protected abstract String heading();

  @BeforeAll
  final void startNode() {
    CountingProxy started = startProxy();
    proxy = Optional.of(started);
    Map<String, String> store = new HashMap<>(store(started.port()));
    // Else the log of revocations, which the other filter reads, comes due in between.
    store.put("revocation.staleness", "60s");
    store.put("session.max-attribute-bytes", "2097152");
    node = Optional.of(new HttpNode(HttpNode.settings(store, "budget", NewKeys.make())));
    // The first of each kind opens connections, and sends scripts.
    for (BudgetedRequest request : BudgetedRequest.values()) {
      request.send(request.prepared(alice()));
    }
  }

  @AfterAll
  final void stopNode() {
    node.ifPresent(HttpNode::close);
    proxy.ifPresent(CountingProxy::close);
    stopServer();
  }

  @ParameterizedTest
  @EnumSource
  final void costsWhatIsPromised(BudgetedRequest request) {
    int trips = Integer.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS && trips > request.trips(); attempt++) {
      trips = tripsOf(request);
    }

    assertThat(trips).isEqualTo(request.trips());
  }

  @Test
  final void aLargeAttributeThatNobodyAsksForIsNotSent() {
    Visitor visitor = BudgetedRequest.READ_BESIDE_A_LARGE_ATTRIBUTE.prepared(alice());
    awaitQuiet();
    long before = proxy.orElseThrow().bytes();

    assertThat(BudgetedRequest.READ_BESIDE_A_LARGE_ATTRIBUTE.send(visitor).status()).isEqualTo(200);

    assertThat(proxy.orElseThrow().bytes() - before).isBetween(1L, (long) MOST_BYTES_OF_A_READ);
  }

  @Test
  final void theDocumentTellsTheSame() throws IOException {
    DocumentedTrips documented = DocumentedTrips.in(Files.readString(DOCUMENT), heading());

    for (BudgetedRequest request : BudgetedRequest.values()) {
      assertThat(documented.of(request.title())).as(request.title()).isEqualTo(request.trips());
    }
  }

  private int tripsOf(BudgetedRequest request) {
    Visitor visitor = request.prepared(alice());
    awaitQuiet();
    int before = proxy.orElseThrow().trips();
    Visitor.Visit answer = request.send(visitor);
    int trips = proxy.orElseThrow().trips() - before;
    assertThat(answer.status()).isEqualTo(request.status());
    return trips;
  }

  private Visitor alice() {
    return Visitor.stranger(node.orElseThrow().port()).loggedIn("/session/login").orElseThrow();
  }

  /** What nobody waits for may still be on its way after the answer. */
  private void awaitQuiet() {
    long seen;
    do {
      seen = proxy.orElseThrow().bytes();
      LockSupport.parkNanos(QUIET.toNanos());
    } while (proxy.orElseThrow().bytes() != seen);
  }
}
