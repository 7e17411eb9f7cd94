package dev.postern.store.hazelcast;

import dev.postern.store.contract.CountingProxy;
import dev.postern.store.contract.WireBudgetContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counted between a client and the only member of its cluster. A member among the applications does
 * the same, and saves what is its own. Heart-beats and statistics are switched off; answers are
 * held back, because Hazelcast sends side by side what Redis has in one pipeline.
 */
class HazelcastWireBudgetTest extends WireBudgetContract {

  private static final Duration HELD = Duration.ofMillis(15);

  private final Members members = Members.start(1);

  @TempDir private static Path folder;

  @Override
  protected void stopServer() {
    members.close();
  }

  @Override
  protected CountingProxy startProxy() {
    return new CountingProxy(
        members.member(0).getCluster().getLocalMember().getAddress().getPort(), HELD);
  }

  @Override
  protected Map<String, String> store(int port) {
    return Map.of(
        "store", "hazelcast",
        "store.config", quietClient(port).toString(),
        "store.read-timeout", "60s");
  }

  @Override
  protected String heading() {
    return "Hazelcast";
  }

  /** It asks no member but this one, and says nothing by itself. */
  private Path quietClient(int port) {
    try {
      return Files.writeString(
          folder.resolve("client.yaml"),
          String.format(
              """
              hazelcast-client:
                cluster-name: %s
                properties:
                  hazelcast.client.heartbeat.interval: 600000
                  hazelcast.client.heartbeat.timeout: 1200000
                  hazelcast.client.invocation.timeout.seconds: 60
                metrics:
                  enabled: false
                network:
                  cluster-routing:
                    mode: SINGLE_MEMBER
                  cluster-members:
                    - 127.0.0.1:%d
              """,
              members.member(0).getConfig().getClusterName(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
