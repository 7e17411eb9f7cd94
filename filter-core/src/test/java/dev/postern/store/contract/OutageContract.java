package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
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
  private static final int ROUNDS = 3;
  private static final int CROWD = 200;
  private static final int FEW = 5;
  private static final int FEW_LINES = 50;
  private static final int SOME_VISITORS = 10;
  private static final int FEW_VISITORS = 2;

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
      rounds.add(round(begin, end, round == 0));
    }
    System.getLogger(OutageContract.class.getName())
        .log(System.Logger.Level.INFO, "event=outage fault={0} rounds={1}", fault, rounds);

    for (Function<Round, Duration> answer :
        List.<Function<Round, Duration>>of(
            Round::inCrowd, Round::alone, Round::login, Round::logout)) {
      assertThat(best(rounds, answer)).isLessThan(ANSWERED_WITHIN);
    }
    assertThat(best(rounds, Round::back)).isLessThan(BACK_WITHIN);
    assertThat(rounds).anySatisfy(round -> assertThat(round.linesLost()).isOne());
    assertThat(rounds).allSatisfy(round -> assertThat(round.lines()).isLessThan(FEW_LINES));
  }

  /** Loses a part of the store that others stand in for: service is back before that part is. */
  protected final void staysInService(LostPart part) {
    List<Visitor> visitors =
        Stream.generate(() -> crowd().loggedIn("/session/login")).limit(SOME_VISITORS).toList();
    new PartOutage(visitors, List.of()).watch(part, ANSWERED_WITHIN, BACK_WITHIN);
  }

  /**
   * The same for a part that has some of the sessions, and whoever has another one does not notice.
   *
   * @param sessionsThere how many sessions it has
   */
  protected final void staysInServiceElsewhere(LostPart part, LongSupplier sessionsThere) {
    List<Visitor> concerned = new ArrayList<>();
    List<Visitor> others = new ArrayList<>();
    while (concerned.size() < FEW_VISITORS || others.size() < SOME_VISITORS) {
      long before = sessionsThere.getAsLong();
      Visitor visitor = crowd().loggedIn("/session/login");
      (sessionsThere.getAsLong() > before ? concerned : others).add(visitor);
    }
    new PartOutage(concerned.subList(0, FEW_VISITORS), others.subList(0, SOME_VISITORS))
        .watch(part, ANSWERED_WITHIN, BACK_WITHIN);
  }

  /**
   * What one outage was like.
   *
   * @param inCrowd median of the answers to many callers at once, the first of all
   * @param longest of these
   * @param alone median of the answers to one caller after the other
   * @param login median of the answers to some who log in
   * @param logout median of the answers to some who log out
   * @param back how long after its end the first caller was served
   * @param linesLost how many lines said that the store is lost
   * @param lines how many there were at all
   */
  private record Round(
      Duration inCrowd,
      Duration longest,
      Duration alone,
      Duration login,
      Duration logout,
      Duration back,
      long linesLost,
      int lines) {}

  /** Until a node's copy of the denylist is too old takes seconds, so that is looked at once. */
  private Round round(Runnable begin, Runnable end, boolean isFirst) {
    Visitor alice = crowd().loggedIn("/session/login");
    Visitor leaving = crowd().loggedIn("/session/login");
    Visitor bearer = crowd().loggedIn("/stateless/login");
    Crowd.await(() -> alice.post("/session/kept?kept=yes").status() == 200);
    try (StateLines log = new StateLines()) {
      begin.run();
      List<Visitor.Visit> crowd = refused(CROWD, () -> alice.get("/session/in"));
      List<Visitor.Visit> alone = Crowd.visits(alice, "/session/in");
      assertThat(alone).allMatch(Visitor.Visit::isUnavailable);
      List<Visitor.Visit> logouts = refused(FEW, () -> leaving.post("/session/logout"));
      List<Visitor.Visit> logins = refused(FEW, () -> crowd().stranger().login("/session/login"));
      othersAreServed(alice);
      if (isFirst) {
        tokensAreServedOrUnavailable(bearer);
      }
      long linesLost = log.count("store-lost");
      int lines = log.size();
      assertThat(log.count("store-back")).isZero();
      end.run();
      Duration back = Crowd.timeUntilServed(alice);
      assertThat(alice.get("/session/kept").status()).isIn(200, 503);
      Crowd.await(() -> alice.get("/session/kept").body().equals("yes"));
      Crowd.await(() -> bearer.get("/stateless/in").body().equals("alice"));
      Crowd.await(() -> alice.get("/session/in").status() == 200 && log.count("store-back") > 0);
      return new Round(
          Crowd.median(crowd),
          Crowd.longest(crowd),
          Crowd.median(alone),
          Crowd.median(logins),
          Crowd.median(logouts),
          back,
          linesLost,
          lines);
    }
  }

  /** What so many get at the same moment, each of them told to come back. */
  private static List<Visitor.Visit> refused(int callers, Callable<Visitor.Visit> visit) {
    List<Visitor.Visit> visits = Crowd.together(Collections.nCopies(callers, visit));
    assertThat(visits).allMatch(Visitor.Visit::isUnavailable);
    return visits;
  }

  /** Whoever needs no store does not notice. */
  private void othersAreServed(Visitor visitor) {
    List<Visitor.Visit> open =
        Stream.concat(
                Crowd.visits(visitor, "/session/open").stream(),
                Crowd.visits(crowd().stranger(), "/session/open").stream())
            .toList();
    assertThat(open).allSatisfy(visit -> assertThat(visit.body()).isEqualTo("open"));
    assertThat(Crowd.median(open)).isLessThan(ANSWERED_WITHIN);
    assertThat(crowd().stranger().get("/session/in").status()).isEqualTo(401);
  }

  /** A node serves tokens until its copy of the denylist is too old, and then nobody (DESIGN 7). */
  private void tokensAreServedOrUnavailable(Visitor bearer) {
    List<Visitor.Visit> visits = new ArrayList<>();
    Crowd.await(
        () -> {
          Visitor.Visit visit = bearer.get("/stateless/in");
          visits.add(visit);
          return visit.isUnavailable();
        });
    visits.addAll(Crowd.visits(bearer, "/stateless/in"));
    assertThat(visits).allMatch(visit -> visit.isUnavailable() || visit.body().equals("alice"));
    assertThat(Crowd.median(visits)).isLessThan(ANSWERED_WITHIN);
  }

  private static Duration best(List<Round> rounds, Function<Round, Duration> figure) {
    return rounds.stream().map(figure).min(Duration::compareTo).orElseThrow();
  }

  private Crowd crowd() {
    return new Crowd(site.orElseThrow().port());
  }
}
