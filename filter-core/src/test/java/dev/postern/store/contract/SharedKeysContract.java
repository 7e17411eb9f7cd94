package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Two nodes of one application that change their signing key every second. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class SharedKeysContract {

  private static final int NODES = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String IN = "/stateless/in";

  private final Clock clock = Clock.systemUTC();
  private final List<HttpNode> nodes = new ArrayList<>();

  /** For stores. */
  protected SharedKeysContract() {}

  /** The settings of a patient store, for each of two applications that share one backend. */
  protected abstract Map<String, String> store(int node);

  /** Called when both have started. */
  protected abstract void awaitBackend();

  /** Called when nothing needs it any more. */
  protected abstract void stopBackend();

  @BeforeAll
  final void startNodes() {
    Path keys = NewKeys.make();
    for (int node = 0; node < NODES; node++) {
      Map<String, String> store = new HashMap<>(store(node));
      store.put("revocation.staleness", "0s");
      store.put("keys.rotate-every", "1s");
      store.put("keys.publish-before", "1s");
      store.put("keys.poll-interval", "100ms");
      nodes.add(new HttpNode(HttpNode.settings(store, "shop", keys), HeardEnds.class));
    }
    awaitBackend();
  }

  @AfterAll
  final void stopNodes() {
    nodes.forEach(HttpNode::close);
    stopBackend();
  }

  @Test
  final void tokensOfEachNodeAreGoodOnTheOtherWhileTheKeyChanges() { // ROT-1
    Set<String> signers = new HashSet<>();
    for (int visit = 0; signers.size() < 4; visit++) {
      Visitor bearer = loggedIn(visit & 1);
      signers.add(keyOf(bearer));

      assertThat(at(1, bearer).get(IN).body()).isEqualTo("alice");
      assertThat(at(0, bearer).get(IN).body()).isEqualTo("alice");
      // Keys change with the clock alone.
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Test
  final void aKeyThatOneNodeRemovesIsVoidOnTheOther() { // ROT-4
    AtomicReference<Visitor> bearer = new AtomicReference<>();
    await(
        () -> {
          bearer.set(loggedIn(0));
          assertThat(at(1, bearer.get()).get(IN).status()).isEqualTo(200);
          // The first turn is that of the key in the directory, which goes with its file.
          return "true".equals(removeKeyOf(bearer.get()));
        });

    assertThat(at(0, bearer.get()).get(IN).status()).isEqualTo(401);
    // The denial is there before the other node asks for keys again.
    assertThat(at(1, bearer.get()).get(IN).status()).isEqualTo(401);
    // Which it does as soon as it hears of the denial; a key of the next turn may be under way.
    await(() -> isGood(0, 1) && isGood(1, 1) && isGood(1, 0));
  }

  private boolean isGood(int issuer, int verifier) {
    return at(verifier, loggedIn(issuer)).get(IN).status() == 200;
  }

  private static String removeKeyOf(Visitor bearer) {
    return bearer.post("/stateless/remove-key?kid=" + keyOf(bearer)).body();
  }

  private static String keyOf(Visitor bearer) {
    return bearer.tokenSays(0, "kid");
  }

  private Visitor loggedIn(int node) {
    return Visitor.stranger(nodes.get(node).port()).loggedIn("/stateless/login").orElseThrow();
  }

  private Visitor at(int node, Visitor visitor) {
    return visitor.at(nodes.get(node).port());
  }

  private void await(BooleanSupplier condition) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(clock.instant()).isBefore(deadline);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
