package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.containertests.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A change of the id while other requests save under the old one, on both nodes. Nothing they saved
 * is lost, and there is one session afterwards. Not thread-safe.
 */
final class IdChangeRaces {

  private static final int WORKERS = 4;
  private static final int RACES = 400;

  private final Cluster cluster;

  IdChangeRaces(Cluster cluster) {
    this.cluster = cluster;
  }

  void run() {
    Workers.run(WORKERS, this::runSome);
  }

  private void runSome(int worker) {
    SplittableRandom random = new SplittableRandom(worker);
    try (Line changer = new Line(cluster, worker);
        Line here = new Line(cluster, worker);
        Line there = new Line(cluster, worker + 1)) {
      String credential = Desk.credentialOf(changer.ask(200, desk -> desk.login("alice")));
      for (int race = 0; race < RACES / WORKERS; race++) {
        credential = race(changer, here, there, credential, String.valueOf(race), random);
      }
    }
  }

  private static String race(
      Line changer, Line here, Line there, String old, String value, SplittableRandom random) {
    there.send(desk -> desk.put(old, "there", value));
    Pause.some(random);
    changer.send(desk -> desk.rotate(old));
    here.send(desk -> desk.put(old, "here", value));
    List<Answer> saved = List.of(here.receive(), there.receive());
    Answer changed = changer.receive();

    assertThat(saved).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(saved).allSatisfy(answer -> assertThat(Desk.newCredential(answer)).isEmpty());
    String fresh = Desk.credentialOf(changed);
    assertThat(there.ask(200, desk -> desk.attributes(fresh)).json())
        .isEqualTo(Map.of("here", value, "there", value));
    return fresh;
  }
}
