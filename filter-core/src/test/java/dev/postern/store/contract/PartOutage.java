package dev.postern.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What callers see of a store that loses a part of itself.
 *
 * @param concerned those whose sessions may be in that part
 * @param others those whose sessions are not
 */
record PartOutage(List<Visitor> concerned, List<Visitor> others) {

  private static final int CROWD = 48;
  private static final int CROWDS = 4;

  /** Whoever is concerned is served again before that part is back, and the others all the time. */
  void watch(LostPart part, Duration answeredWithin, Duration backWithin) {
    part.lose().run();
    List<List<Seen>> crowds = IntStream.range(0, CROWDS).mapToObj(n -> crowd()).toList();
    Crowd.await(part.isReplaced());
    Duration back = Crowd.medianOf(timesUntilServed());
    part.restore().run();
    timesUntilServed();
    List<Visitor.Visit> visits = crowds.stream().flatMap(List::stream).map(Seen::visit).toList();
    System.getLogger(PartOutage.class.getName())
        .log(
            System.Logger.Level.INFO,
            "event=part-lost fault={0} inCrowd={1} longest={2} back={3}",
            part.name(),
            Crowd.median(visits),
            Crowd.longest(visits),
            back);

    assertThat(visits).allMatch(visit -> visit.isUnavailable() || visit.body().equals("alice"));
    assertThat(Crowd.median(visits)).isLessThan(answeredWithin);
    assertThat(back).isLessThan(backWithin);
    assertThat(crowds).anyMatch(this::servesAllOthers);
  }

  /** What somebody got. */
  private record Seen(Visitor by, Visitor.Visit visit) {}

  private List<Seen> crowd() {
    List<Callable<Seen>> each =
        Stream.generate(() -> Stream.concat(concerned.stream(), others.stream()))
            .flatMap(visitors -> visitors)
            .limit(CROWD)
            .map(visitor -> (Callable<Seen>) () -> new Seen(visitor, visitor.get("/session/in")))
            .toList();
    return Crowd.together(each);
  }

  private boolean servesAllOthers(List<Seen> crowd) {
    return crowd.stream()
        .filter(seen -> others.contains(seen.by()))
        .allMatch(seen -> seen.visit().body().equals("alice"));
  }

  private List<Duration> timesUntilServed() {
    List<Callable<Duration>> each =
        concerned.stream()
            .map(visitor -> (Callable<Duration>) () -> Crowd.timeUntilServed(visitor))
            .toList();
    return Crowd.together(each);
  }
}
