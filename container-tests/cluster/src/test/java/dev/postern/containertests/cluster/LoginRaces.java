package dev.postern.containertests.cluster;

import java.util.SplittableRandom;

/**
 * A login while other requests of the same session are under way on both nodes. In the end the new
 * credential serves everywhere as the one who logged in, the old one serves nobody, and no request
 * saw an error or was handed a session of its own. Not thread-safe.
 */
final class LoginRaces {

  static final int RACES = 1_000;

  private static final int WORKERS = 4;

  private final Cluster cluster;

  LoginRaces(Cluster cluster) {
    this.cluster = cluster;
  }

  void run() {
    Workers.run(WORKERS, this::runSome);
  }

  private void runSome(int worker) {
    SplittableRandom random = new SplittableRandom(worker);
    try (LoginRace race = new LoginRace(cluster, worker, random)) {
      for (int n = 0; n < RACES / WORKERS; n++) {
        switch (n % 4) {
          case 0 -> race.visitorLogsIn();
          case 1 -> race.sameUserLogsInAgain();
          case 2 -> race.otherUserLogsIn();
          default -> race.twoLogIn();
        }
      }
    }
  }
}
