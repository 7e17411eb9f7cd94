package dev.postern.containertests.cluster;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Members inside the nodes that find each other by a list of addresses. The configuration file says
 * how long they wait for each other: what is right in production, some seconds, would break a
 * cluster on a machine that stalls. Not thread-safe.
 */
final class SharedHazelcast implements SharedStore {

  /** As it ships, a write whose backup left is repeated well before its caller gives up. */
  private static final String CONFIGURATION =
      """
      hazelcast:
        cluster-name: parcels
        properties:
          hazelcast.heartbeat.interval.seconds: 1
          hazelcast.max.no.heartbeat.seconds: 180
          hazelcast.operation.call.timeout.millis: 60000
          hazelcast.operation.backup.timeout.millis: 3000
          hazelcast.graceful.shutdown.max.wait: 60
        network:
          port:
            port: %d
            auto-increment: false
          join:
            auto-detection:
              enabled: false
            multicast:
              enabled: false
            tcp-ip:
              enabled: true
              member-list: [127.0.0.1:%d, 127.0.0.1:%d]
      """;

  private final Path folder;
  private final int first = Ports.free();
  private final int second = Ports.free();
  private final Deque<Integer> ports = new ArrayDeque<>(List.of(first, second));

  SharedHazelcast(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<String> settingsOfNextNode() {
    int port = ports.remove();
    Path file =
        Folders.write(
            folder.resolve("hazelcast-" + port + ".yaml"),
            CONFIGURATION.formatted(port, first, second));
    return List.of(
        "-Dpostern.store=hazelcast",
        "-Dpostern.store.config=" + file,
        "-Dpostern.store.read-timeout=60s");
  }

  /** The members end with their nodes. */
  @Override
  public void close() {}
}
