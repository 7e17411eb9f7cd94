package dev.postern.containertests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many windows of one login write at the same time, each counting in an attribute of its own and
 * going from node to node. Not thread-safe.
 */
final class ManyWriters {

  private static final int WRITERS = 16;
  private static final int WRITES = 500;
  private static final int WRITES_PER_LOOK = 25;

  private final Cluster cluster;
  private String credential = "";

  ManyWriters(Cluster cluster) {
    this.cluster = cluster;
  }

  void run() {
    try (Line line = new Line(cluster, 0)) {
      credential = Desk.credentialOf(line.ask(200, desk -> desk.login("alice")));
    }
    Workers.run(WRITERS, this::write);
    for (int node = 0; node < Cluster.NODES; node++) {
      try (Line line = new Line(cluster, node)) {
        assertThat(line.ask(200, desk -> desk.attributes(credential)).json())
            .isEqualTo(allCountedToTheEnd());
      }
    }
  }

  private void write(int writer) {
    String name = name(writer);
    try (Line even = new Line(cluster, writer);
        Line odd = new Line(cluster, writer + 1)) {
      for (int n = 1; n <= WRITES; n++) {
        String value = String.valueOf(n);
        Line here = n % 2 == 0 ? even : odd;
        Line there = n % 2 == 0 ? odd : even;
        here.ask(200, desk -> desk.put(credential, name, value));
        if (n % WRITES_PER_LOOK == 0) {
          assertThat(there.ask(200, desk -> desk.attributes(credential)).json())
              .containsEntry(name, value);
        }
      }
    }
  }

  private static Map<String, Object> allCountedToTheEnd() {
    return IntStream.range(0, WRITERS)
        .boxed()
        .collect(Collectors.toMap(ManyWriters::name, writer -> String.valueOf(WRITES)));
  }

  private static String name(int writer) {
    return "writer-" + writer;
  }
}
