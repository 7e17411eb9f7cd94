package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that sends its next request on the first byte of the answer sees what the first one
 * changed, on the other node too. Not thread-safe.
 */
final class FirstByte {

  private static final int TRIALS = 100;

  private final Cluster cluster;

  FirstByte(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Whether the answer is committed by a flush, an overflow, an error, a redirection or an end. */
  void run(String way) {
    try (Line first = new Line(cluster, 0);
        Line second = new Line(cluster, 1)) {
      String credential = Desk.credentialOf(first.ask(200, desk -> desk.login("alice")));
      for (int n = 0; n < TRIALS; n++) {
        String value = way + n;
        Line here = n % 2 == 0 ? first : second;
        Line there = n % 2 == 0 ? second : first;
        here.send(desk -> desk.commit(credential, way, "seen", value));
        here.awaitFirstByte();
        assertThat(there.ask(200, desk -> desk.attributes(credential)).json())
            .containsEntry("seen", value);
        here.receive();
      }
    }
  }
}
