package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.Denylist;
import dev.postern.store.LogPosition;
import dev.postern.store.LogSlice;
import dev.postern.store.StoreException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is taken back on one node, as callers of another one see it over HTTP, with the staleness
 * that ships: DESIGN 7 and the budget of DESIGN 6 for requests with tokens.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class RevocationContract {

  /** The default of {@code revocation.staleness}. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** Nobody reads the log more often than this (Freshness). */
  private static final Duration BETWEEN_READS = BOUND.dividedBy(4);

  /** More than a read has, which leaves room for the upkeep of connections. */
  private static final int MOST_COMMANDS_OF_A_READ = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int AT_ONCE = 40;
  private static final int WATCHERS = 2;
  private static final int VISITORS = 4;
  private static final int VISITS = 1_000;
  private static final int TRIALS_A_KEY = 400;
  private static final int FEWEST_KEYS = 2;
  private static final String IN = "/stateless/in";
  private static final AtomicInteger APPS = new AtomicInteger();

  private final Clock clock = Clock.systemUTC();
  private final Path keys = NewKeys.make(keysToVoid() + 1);
  private final List<HttpNode> nodes = new ArrayList<>();
  private String app = "none";

  /** For stores. */
  protected RevocationContract() {}

  /** The settings of a patient store, for one more node. */
  protected abstract Map<String, String> store();

  /** The log of an application, as it stands in the store. */
  protected abstract Denylist log(String application);

  /** Ways in which the store forgets everything and serves again, by name. */
  protected abstract Map<String, Runnable> losses();

  /** How often the log of an application was read. */
  protected abstract long reads(String application);

  /** How much the store was asked, about the log and anything else, by the names of commands. */
  protected abstract Map<String, Long> commands(String application);

  /** Those with which the log is read and connections are kept. */
  protected abstract Set<String> commandsOfAReader(String application);

  /** Called when nothing needs it any more. */
  protected abstract void stopBackend();

  @BeforeEach
  final void startNodes() {
    if (nodes.isEmpty()) {
      app = "shop-" + APPS.incrementAndGet();
      startNode();
      startNode();
    }
  }

  @AfterAll
  final void stop() {
    stopNodes();
    stopBackend();
  }

  @Test
  final void theOtherNodeRefusesWithinTheBoundAndServesEverybodyElse() {
    for (int done = 0; done < trials(); done += AT_ONCE + AT_ONCE) {
      takeBackOneByOne();
      takeBackAllAtOnce("/stateless/revoke-everyone");
    }
  }

  @Test
  final void whatAVoidKeySignedIsRefusedByTheOtherNodeWithinTheBound() {
    for (int key = 0; key < keysToVoid(); key++) {
      takeBackAllAtOnce("/stateless/revoke-key?kid=" + bearer("alice").tokenSays(0, "kid"));
    }
  }

  @ParameterizedTest
  @MethodSource("lossNames")
  final void whatTheStoreForgetsTheNodesTellItAgain(String loss) {
    List<Visitor> takenBack = new ArrayList<>(bearers());
    assertThat(bearer("admin").post("/stateless/revoke-everyone").status()).isEqualTo(200);
    List<Visitor> oneByOne = bearers();
    Visitor admin = bearer("admin");
    IntStream.range(0, AT_ONCE).forEach(n -> takeBack(n, oneByOne.get(n), admin));
    takenBack.addAll(oneByOne);
    await(() -> answers(1, takenBack).equals(Set.of(Answer.REFUSED)));
    Set<String> written = written();
    assertThat(written).isNotEmpty();

    losses().get(loss).run();

    await(
        () -> {
          assertThat(answers(0, takenBack)).doesNotContain(Answer.ACCEPTED);
          assertThat(answers(1, takenBack)).doesNotContain(Answer.ACCEPTED);
          return written().containsAll(written);
        });
    startNode();
    for (int node = 0; node < nodes.size(); node++) {
      int each = node;
      await(() -> Answer.of(at(each, admin).get(IN)) == Answer.ACCEPTED);
      await(
          () -> {
            assertThat(answers(each, takenBack)).doesNotContain(Answer.ACCEPTED);
            return answers(each, takenBack).equals(Set.of(Answer.REFUSED));
          });
    }
    nodes.remove(nodes.size() - 1).close();
  }

  @Test
  final void anotherRoleCountsAtOnceInSessionsAndWithinTheBoundInTokensWithoutALogin() {
    Visitor session = stranger(0).after(login("/session/login", "alice"));
    Visitor.Visit pair = login("/stateless/login", "alice");
    for (String role : List.of("promote", "demote", "promote")) {
      Visitor former = stranger(1).bearingTokenOf(pair);
      String isClerk = String.valueOf(role.equals("promote"));
      TakenBack takenBack = new TakenBack(1, BOUND);
      await(() -> Answer.of(former.get(IN)) == Answer.ACCEPTED);

      assertThat(session.post("/session/" + role).status()).isEqualTo(200);
      takenBack.add(() -> Answer.of(former.get(IN)));

      assertThat(at(1, session).get("/session/clerk").body()).isEqualTo(isClerk);
      takenBack.watch();
      pair = stranger(1).refresh("/stateless/refresh", pair.refreshToken().orElseThrow());
      assertThat(pair.status()).isEqualTo(200);
      Visitor next = stranger(1).bearingTokenOf(pair);
      assertThat(next.get("/stateless/clerk").body()).isEqualTo(isClerk);
      assertThat(at(0, next).get("/stateless/clerk").body()).isEqualTo(isClerk);
    }
  }

  @Test
  final void requestsWithTokensAskTheStoreForNothing() {
    Visitor bearer = bearer("alice");
    long atFirst = reads(app);
    await(() -> reads(app) > atFirst && bearer.get(IN).status() == 200);
    long readsBefore = reads(app);
    Map<String, Long> before = commands(app);
    long start = System.nanoTime();
    Callable<Integer> visits =
        () -> {
          for (int visit = 0; visit < VISITS; visit++) {
            assertThat(bearer.get(IN).status()).isEqualTo(200);
          }
          return VISITS;
        };

    try (Race race = new Race()) {
      assertThat(race.run(Collections.nCopies(VISITORS, visits))).hasSize(VISITORS);
    }

    Map<String, Long> commands = new TreeMap<>(commands(app));
    before.forEach((name, count) -> commands.merge(name, -count, Long::sum));
    commands.values().removeIf(count -> count == 0);
    long reads = reads(app) - readsBefore;
    long took = System.nanoTime() - start;
    long mostReads = nodes.size() * (took / BETWEEN_READS.toNanos() + 2);
    long all = commands.values().stream().mapToLong(Long::longValue).sum();
    log("without-the-store requests=" + VISITORS * VISITS + " commands=" + commands, all, took);
    assertThat(commandsOfAReader(app)).containsAll(commands.keySet());
    assertThat(reads).isLessThanOrEqualTo(mostReads);
    assertThat(all).isLessThanOrEqualTo((reads + 2) * MOST_COMMANDS_OF_A_READ);
  }

  final Stream<String> lossNames() {
    return losses().keySet().stream();
  }

  /** How many of everything; half of them one by one. */
  private static int trials() {
    return Integer.getInteger("soak.visits", 2 * AT_ONCE);
  }

  private static int keysToVoid() {
    return Math.max(FEWEST_KEYS, trials() / TRIALS_A_KEY);
  }

  private void takeBackOneByOne() {
    List<Visitor> bearers = bearers();
    Visitor admin = bearer("admin");
    TakenBack takenBack = new TakenBack(bearers.size(), BOUND);
    List<Callable<Long>> threads = watchers(takenBack);
    threads.add(() -> serveOthers(admin, takenBack));
    threads.add(
        () -> {
          for (int n = 0; n < bearers.size() && takenBack.isGoingOn(); n++) {
            Visitor bearer = bearers.get(n);
            takeBack(n, bearer, admin);
            takenBack.add(() -> Answer.of(at(1, bearer).get(IN)));
          }
          return takenBack.refused();
        });
    run("one-by-one", takenBack, threads);
  }

  private void takeBackAllAtOnce(String path) {
    List<Visitor> bearers = bearers();
    TakenBack takenBack = new TakenBack(bearers.size(), BOUND);
    assertThat(bearer("admin").post(path).status()).isEqualTo(200);
    bearers.forEach(bearer -> takenBack.add(() -> Answer.of(at(1, bearer).get(IN))));
    List<Callable<Long>> threads = watchers(takenBack);
    threads.add(() -> serveNewcomers(takenBack));
    run(path.replaceAll(".*/|\\?.*", ""), takenBack, threads);
  }

  private static void run(String how, TakenBack takenBack, List<Callable<Long>> threads) {
    long start = System.nanoTime();
    try (Race race = new Race()) {
      List<Long> counts = race.run(threads);
      log(
          "taken-back how=" + how + " longest=" + takenBack.longest() + " counts=" + counts,
          takenBack.refused(),
          System.nanoTime() - start);
    }
    assertThat(takenBack.isGoingOn()).isFalse();
  }

  /** In the four ways that are about one token, one user or one login, by turns. */
  private void takeBack(int number, Visitor bearer, Visitor admin) {
    Visitor.Visit done =
        switch (number % 4) {
          case 0 -> admin.post("/stateless/revoke-token?jti=" + bearer.tokenSays(1, "jti"));
          case 1 -> bearer.post("/stateless/logout");
          case 2 -> bearer.post("/stateless/revoke-user");
          default -> bearer.post("/stateless/demote");
        };
    assertThat(done.status()).isIn(200, 204);
    assertThat(Answer.of(bearer.get(IN))).isNotEqualTo(Answer.ACCEPTED);
  }

  private List<Callable<Long>> watchers(TakenBack takenBack) {
    return new ArrayList<>(Collections.nCopies(WATCHERS, takenBack::watch));
  }

  private long serveOthers(Visitor other, TakenBack takenBack) {
    long served = 0;
    while (takenBack.isGoingOn()) {
      assertThat(Answer.of(at(1, other).get(IN))).isNotEqualTo(Answer.REFUSED);
      served++;
    }
    return served;
  }

  /** Whoever logs in after everything was taken back gets in, with another key if need be. */
  private long serveNewcomers(TakenBack takenBack) {
    long served = 0;
    while (takenBack.isGoingOn()) {
      Visitor newcomer = bearer("newcomer-" + served);
      assertThat(Answer.of(at(1, newcomer).get(IN))).isNotEqualTo(Answer.REFUSED);
      served++;
    }
    return served;
  }

  private Set<Answer> answers(int node, List<Visitor> bearers) {
    return bearers.stream()
        .map(bearer -> Answer.of(at(node, bearer).get(IN)))
        .collect(Collectors.toSet());
  }

  /** What stands in the log; nothing while the store is away. */
  private Set<String> written() {
    Set<String> written = new HashSet<>();
    try {
      Denylist log = log(app);
      LogSlice page = log.readAfter(LogPosition.START);
      for (; !page.denials().isEmpty(); page = log.readAfter(page.reached())) {
        page.denials().forEach(denial -> written.add(denial.kind().code() + denial.key()));
      }
      return written;
    } catch (StoreException e) {
      return Set.of();
    }
  }

  /** Whom both nodes know. */
  private List<Visitor> bearers() {
    List<Visitor> bearers = IntStream.range(0, AT_ONCE).mapToObj(n -> bearer("user-" + n)).toList();
    await(() -> answers(1, bearers).equals(Set.of(Answer.ACCEPTED)));
    return bearers;
  }

  private Visitor bearer(String username) {
    return stranger(0).bearingTokenOf(login("/stateless/login", username));
  }

  /** A store that was away may be found to be back by a first one in vain. */
  private Visitor.Visit login(String path, String username) {
    List<Visitor.Visit> logins = new ArrayList<>();
    await(
        () -> {
          logins.add(0, stranger(0).login(path, username));
          return logins.get(0).status() == 200;
        });
    return logins.get(0);
  }

  private Visitor stranger(int node) {
    return Visitor.stranger(nodes.get(node).port());
  }

  private Visitor at(int node, Visitor visitor) {
    return visitor.at(nodes.get(node).port());
  }

  private void stopNodes() {
    nodes.forEach(HttpNode::close);
    nodes.clear();
  }

  private void startNode() {
    Map<String, String> settings = HttpNode.settings(store(), app, keys);
    nodes.add(new HttpNode(settings, Map.of("refresh.path", "/stateless/refresh")));
  }

  private static void log(String event, long count, long nanos) {
    System.getLogger(RevocationContract.class.getName())
        .log(
            System.Logger.Level.INFO,
            "event={0} count={1} took={2}",
            event,
            String.valueOf(count),
            Duration.ofNanos(nanos));
  }

  private void await(BooleanSupplier condition) {
    Instant deadline = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(clock.instant()).isBefore(deadline);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
