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
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Three nodes of one application that change their signing key every second. Two of them ask the
 * log of revocations for each request, the third as seldom as one that is not told otherwise.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class SharedKeysContract {

  /** How many applications share the backend. */
  protected static final int NODES = 3;

  private static final int ASKS_SELDOM = 2;

  /** The default of {@code revocation.staleness}. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  private static final int VISITORS = 4;
  private static final int KEYS_TO_SEE = 5;
  private static final int BEARERS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final String IN = "/stateless/in";

  private final Clock clock = Clock.systemUTC();
  private final List<HttpNode> nodes = new ArrayList<>();

  /** For stores. */
  protected SharedKeysContract() {}

  /** The settings of a patient store, for each of these applications. */
  protected abstract Map<String, String> store(int node);

  /** Called when all have started. */
  protected abstract void awaitBackend();

  /** Called when nothing needs it any more. */
  protected abstract void stopBackend();

  @BeforeAll
  final void startNodes() {
    Path keys = NewKeys.make();
    for (int node = 0; node < NODES; node++) {
      Map<String, String> store = new HashMap<>(store(node));
      if (node != ASKS_SELDOM) {
        store.put("revocation.staleness", "0s");
      }
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
  final void noGoodTokenIsRefusedUnderLoadWhileTheKeyChanges() { // ROT-1
    Set<String> signers = ConcurrentHashMap.newKeySet();
    List<Callable<Long>> load = new ArrayList<>();
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      int first = visitor;
      load.add(() -> visitEverywhere(first, signers));
    }

    try (Race race = new Race()) {
      List<Long> served = race.run(load);
      System.getLogger(SharedKeysContract.class.getName())
          .log(
              System.Logger.Level.INFO,
              "event=rotated-under-load keys={0} served={1}",
              String.valueOf(signers.size()),
              String.valueOf(served));
    }
  }

  @Test
  final void aKeyThatOneNodeRemovesIsVoidOnTheOthers() { // ROT-4
    AtomicReference<List<Visitor>> taken = new AtomicReference<>(List.of());
    await(
        () -> {
          List<Visitor> bearers = bearersOfOneKey();
          assertThat(bearers).allMatch(bearer -> at(1, bearer).get(IN).status() == 200);
          assertThat(bearers).allMatch(bearer -> at(ASKS_SELDOM, bearer).get(IN).status() == 200);
          taken.set(bearers);
          // The first turn is that of the key in the directory, which goes with its file.
          return "true".equals(removeKeyOf(bearers.get(0)));
        });
    TakenBack takenBack = new TakenBack(taken.get().size(), BOUND);
    taken.get().forEach(bearer -> takenBack.add(() -> Answer.of(at(ASKS_SELDOM, bearer).get(IN))));

    assertThat(at(0, taken.get().get(0)).get(IN).status()).isEqualTo(401);
    // The denial is there before the other node asks for keys again.
    assertThat(at(1, taken.get().get(0)).get(IN).status()).isEqualTo(401);
    takenBack.watch();
    // Which it does as soon as it hears of the denial; a key of the next turn may be under way.
    await(() -> isGood(0, 1) && isGood(1, 1) && isGood(1, 0) && isGood(0, ASKS_SELDOM));
  }

  /** Until enough keys have signed; one token of each is shown to all nodes again and again. */
  private long visitEverywhere(int first, Set<String> signers) {
    Map<String, Visitor> bearers = new HashMap<>();
    long served = 0;
    for (int login = first; signers.size() < KEYS_TO_SEE; login++) {
      Visitor fresh = loggedIn(login % NODES);
      signers.add(keyOf(fresh));
      bearers.put(keyOf(fresh), fresh);
      for (Visitor bearer : bearers.values()) {
        for (int node = 0; node < NODES; node++) {
          assertThat(at(node, bearer).get(IN).body()).isEqualTo("alice");
          served++;
        }
      }
    }
    return served;
  }

  private List<Visitor> bearersOfOneKey() {
    List<Visitor> bearers = Stream.generate(() -> loggedIn(0)).limit(BEARERS).toList();
    String key = keyOf(bearers.get(0));
    return bearers.stream().filter(bearer -> keyOf(bearer).equals(key)).toList();
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
