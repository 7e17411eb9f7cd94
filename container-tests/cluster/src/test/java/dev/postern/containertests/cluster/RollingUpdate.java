package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.containertests.http.Answer;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Both nodes get the next edition of the application, one after the other, while somebody is logged
 * in and goes on working on the node that is in service. Not thread-safe.
 */
final class RollingUpdate {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String COUNTER = "lab.counter";

  private final Cluster cluster;
  private final Path next;
  private String credential = "";

  RollingUpdate(Cluster cluster, Path next) {
    this.cluster = cluster;
    this.next = next;
  }

  void run() {
    try (Line line = new Line(cluster, 0)) {
      credential = Desk.credentialOf(line.ask(200, desk -> desk.login("alice")));
    }
    assertThat(counted(0)).isEqualTo(1);
    assertThat(counted(1)).isEqualTo(2);
    try (Traffic traffic = Traffic.start(cluster, credential, 0)) {
      update(1);
      bothEditionsServe();
      traffic.moveTo(1);
      update(0);
      traffic.end();
    }
    assertThat(counted(0)).isEqualTo(1);
    assertThat(counted(1)).isEqualTo(2);
    isLoggedIn(0);
    isLoggedIn(1);
  }

  /** The new node cannot read the object of the old one, and leaves it as it is. */
  private void bothEditionsServe() {
    isLoggedIn(1);
    assertThat(attributes(1).json()).containsEntry(COUNTER, null).containsKey("traffic");
    try (Line line = new Line(cluster, 1)) {
      line.ask(200, desk -> desk.put(credential, "of-the-new-node", "here"));
    }
    isLoggedIn(0);
    assertThat(attributes(0).json()).containsEntry("of-the-new-node", "here");
    assertThat(counted(0)).isEqualTo(3);
    assertThat(attributes(1).json()).containsEntry(COUNTER, null);
  }

  private void update(int node) {
    cluster.server(node).redeploy(next);
    await()
        .atMost(PATIENCE)
        .until(() -> Health.edition(cluster.node(node)).filter("second"::equals).isPresent());
  }

  private long counted(int node) {
    try (Line line = new Line(cluster, node)) {
      return (Long) line.ask(200, desk -> desk.count(credential)).json().get("value");
    }
  }

  private Answer attributes(int node) {
    try (Line line = new Line(cluster, node)) {
      return line.ask(200, desk -> desk.attributes(credential));
    }
  }

  private void isLoggedIn(int node) {
    try (Line line = new Line(cluster, node)) {
      assertThat(line.ask(200, desk -> desk.whoami(credential)).text("name")).isEqualTo("alice");
    }
  }
}
