package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * What callers see of a shared store that cannot be asked, over real HTTP and with the time-outs
 * that ship: 503 in time, and nobody logged out. Every store passes it for each way in which it can
 * be lost. Times are judged by medians and by the best of several rounds, because the machine may
 * stall.
 */
public abstract class OutageContract {

  private static final Duration ANSWERED_WITHIN = Duration.ofMillis(600);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 3;
  private static final int CROWD = 200;
  private static final int SMALL_CROWD = 50;
  private static final int SMALL_CROWDS = 4;
  private static final int FEW_LINES = 50;
  private static final int SINGLE_VISITS = 9;
  private static final int SOME_VISITORS = 12;

  private Optional<HttpNode> site = Optional.empty();

  /** For stores. */
  protected OutageContract() {}

  /** Starts the application on a store with these settings, {@code store} among them. */
  protected final void open(Map<String, String> store) {
    site = Optional.of(new HttpNode(HttpNode.settings(store, "outage", NewKeys.make())));
  }

  @AfterEach
  final void closeSite() {
    site.ifPresent(HttpNode::close);
    site = Optional.empty();
  }

  /** Loses the store several times, and looks at what callers see meanwhile and afterwards. */
  protected final void survives(String fault, Runnable begin, Runnable end) {
    List<Round> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rounds.add(round(begin, end));
    }
    System.getLogger(OutageContract.class.getName())
        .log(System.Logger.Level.INFO, "event=outage fault={0} rounds={1}", fault, rounds);

    assertThat(rounds.stream().map(Round::inCrowd).min(Duration::compareTo).orElseThrow())
        .isLessThan(ANSWERED_WITHIN);
    assertThat(rounds.stream().map(Round::alone).min(Duration::compareTo).orElseThrow())
        .isLessThan(ANSWERED_WITHIN);
    assertThat(rounds.stream().map(Round::back).min(Duration::compareTo).orElseThrow())
        .isLessThan(BACK_WITHIN);
    assertThat(rounds).anySatisfy(round -> assertThat(round.linesLost()).isOne());
    assertThat(rounds).allSatisfy(round -> assertThat(round.lines()).isLessThan(FEW_LINES));
  }

  /** Loses a part of the store that has copies elsewhere: service is back before that part is. */
  protected final void staysInService(String fault, Runnable begin, Runnable end) {
    List<Visitor> visitors =
        Stream.generate(() -> loggedIn("/session/login")).limit(SOME_VISITORS).toList();
    List<Callable<Visitor.Visit>> each =
        Stream.generate(() -> visitors)
            .flatMap(List::stream)
            .limit(SMALL_CROWD)
            .map(visitor -> (Callable<Visitor.Visit>) () -> visitor.get("/session/in"))
            .toList();
    begin.run();
    List<Visitor.Visit> crowd =
        IntStream.range(0, SMALL_CROWDS).boxed().flatMap(n -> crowd(each).stream()).toList();
    long start = System.nanoTime();
    visitors.forEach(this::timeUntilServed);
    Duration back = Duration.ofNanos(System.nanoTime() - start);
    end.run();
    visitors.forEach(visitor -> await(() -> visitor.get("/session/in").body().equals("alice")));
    System.getLogger(OutageContract.class.getName())
        .log(
            System.Logger.Level.INFO,
            "event=part-lost fault={0} inCrowd={1} longest={2} back={3}",
            fault,
            median(crowd),
            longest(crowd),
            back);

    assertThat(crowd).allMatch(visit -> visit.isUnavailable() || visit.body().equals("alice"));
    assertThat(median(crowd)).isLessThan(ANSWERED_WITHIN);
  }

  /**
   * What one outage was like.
   *
   * @param inCrowd median of the answers to many callers at once, the first of all
   * @param longest of these
   * @param alone median of the answers to one caller after the other
   * @param back how long after its end the first caller was served
   * @param linesLost how many lines said that the store is lost
   * @param lines how many there were at all
   */
  private record Round(
      Duration inCrowd,
      Duration longest,
      Duration alone,
      Duration back,
      long linesLost,
      int lines) {}

  private Round round(Runnable begin, Runnable end) {
    Visitor alice = loggedIn("/session/login");
    Visitor leaving = loggedIn("/session/login");
    Visitor bearer = loggedIn("/stateless/login");
    await(() -> alice.post("/session/kept?kept=yes").status() == 200);
    try (StateLines log = new StateLines()) {
      begin.run();
      List<Visitor.Visit> crowd = crowd(Collections.nCopies(CROWD, () -> alice.get("/session/in")));
      List<Visitor.Visit> alone = visits(alice, "/session/in");
      assertThat(crowd).allMatch(Visitor.Visit::isUnavailable);
      assertThat(alone).allMatch(Visitor.Visit::isUnavailable);
      assertThat(leaving.post("/session/logout").isUnavailable()).isTrue();
      assertThat(stranger().loggedIn("/session/login")).isEmpty();
      othersAreServed(alice);
      tokensAreServedOrUnavailable(bearer);
      long linesLost = log.count("store-lost");
      int lines = log.size();
      assertThat(log.count("store-back")).isZero();
      end.run();
      Duration back = timeUntilServed(alice);
      assertThat(alice.get("/session/kept").status()).isIn(200, 503);
      await(() -> alice.get("/session/kept").body().equals("yes"));
      await(() -> bearer.get("/stateless/in").body().equals("alice"));
      await(() -> alice.get("/session/in").status() == 200 && log.count("store-back") > 0);
      return new Round(median(crowd), longest(crowd), median(alone), back, linesLost, lines);
    }
  }

  private static List<Visitor.Visit> crowd(List<Callable<Visitor.Visit>> visits) {
    try (Race race = new Race()) {
      return race.run(visits);
    }
  }

  /** Whoever needs no store does not notice. */
  private void othersAreServed(Visitor visitor) {
    List<Visitor.Visit> open =
        Stream.concat(
                visits(visitor, "/session/open").stream(),
                visits(stranger(), "/session/open").stream())
            .toList();
    assertThat(open).allSatisfy(visit -> assertThat(visit.body()).isEqualTo("open"));
    assertThat(median(open)).isLessThan(ANSWERED_WITHIN);
    assertThat(stranger().get("/session/in").status()).isEqualTo(401);
  }

  /** A node serves tokens until its copy of the denylist is too old, and then nobody (DESIGN 7). */
  private void tokensAreServedOrUnavailable(Visitor bearer) {
    List<Visitor.Visit> visits = new ArrayList<>();
    await(
        () -> {
          Visitor.Visit visit = bearer.get("/stateless/in");
          visits.add(visit);
          return visit.isUnavailable();
        });
    visits.addAll(visits(bearer, "/stateless/in"));
    assertThat(visits).allMatch(visit -> visit.isUnavailable() || visit.body().equals("alice"));
    assertThat(median(visits)).isLessThan(ANSWERED_WITHIN);
  }

  private Duration timeUntilServed(Visitor visitor) {
    long start = System.nanoTime();
    await(
        () -> {
          Visitor.Visit visit = visitor.get("/session/in");
          assertThat(visit.status()).isIn(200, 503);
          return visit.body().equals("alice");
        });
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Visitor loggedIn(String path) {
    List<Visitor> visitors = new ArrayList<>();
    await(
        () -> {
          stranger().loggedIn(path).ifPresent(visitors::add);
          return !visitors.isEmpty();
        });
    return visitors.get(0);
  }

  private Visitor stranger() {
    return Visitor.stranger(site.orElseThrow().port());
  }

  private static List<Visitor.Visit> visits(Visitor visitor, String path) {
    return Stream.generate(() -> visitor.get(path)).limit(SINGLE_VISITS).toList();
  }

  private static Duration longest(List<Visitor.Visit> visits) {
    return visits.stream().map(Visitor.Visit::took).max(Duration::compareTo).orElseThrow();
  }

  private static Duration median(List<Visitor.Visit> visits) {
    return visits.stream()
        .map(Visitor.Visit::took)
        .sorted()
        .skip(visits.size() / 2)
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    Clock clock = Clock.systemUTC();
    var deadline = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(clock.instant()).isBefore(deadline);
      pause();
    }
  }

  /** Between two looks at a real server, which announces nothing. */
  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted.", e);
    }
  }
}
