package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A logout on one node while requests that save are under way on both. Whoever comes first: in the
 * end the session is ended everywhere, and nobody saw an error. Not thread-safe.
 */
final class LogoutRaces {

  static final int RACES = 3_000;

  private static final int WORKERS = 8;
  private static final int LONGEST_SAVE_MILLIS = 4;

  private final Cluster cluster;
  private final AtomicInteger underWay = new AtomicInteger();

  LogoutRaces(Cluster cluster) {
    this.cluster = cluster;
  }

  void run() {
    Workers.run(WORKERS, this::runSome);
    assertThat(underWay).as("requests that were let in before the logout").hasPositiveValue();
  }

  private void runSome(int worker) {
    SplittableRandom random = new SplittableRandom(worker);
    try (Line out = new Line(cluster, worker);
        Line here = new Line(cluster, worker);
        Line there = new Line(cluster, worker + 1);
        Line alsoThere = new Line(cluster, worker + 1)) {
      for (int race = 0; race < RACES / WORKERS; race++) {
        race(out, List.of(here, there, alsoThere), random);
      }
    }
  }

  private void race(Line out, List<Line> savers, SplittableRandom random) {
    String credential = Desk.credentialOf(out.ask(200, desk -> desk.login("alice")));
    Pause.some(random);
    for (Line saver : savers) {
      int millis = random.nextInt(LONGEST_SAVE_MILLIS);
      saver.send(desk -> desk.slow(credential, "late", millis));
    }
    Pause.some(random);
    out.send(desk -> desk.logout(credential));
    List<Answer> saved = savers.stream().map(Line::receive).toList();
    Answer loggedOut = out.receive();

    assertThat(loggedOut.status()).as("%s", loggedOut).isEqualTo(204);
    assertThat(saved).allSatisfy(LogoutRaces::isNoErrorAndNoNewSession);
    saved.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(a -> underWay.incrementAndGet());
    for (Line line : List.of(out, savers.get(savers.size() - 1))) {
      line.ask(401, desk -> desk.whoami(credential));
    }
  }

  private static void isNoErrorAndNoNewSession(Answer answer) {
    assertThat(answer.status()).isIn(200, 401);
    assertThat(Desk.newCredential(answer)).isEmpty();
  }
}
