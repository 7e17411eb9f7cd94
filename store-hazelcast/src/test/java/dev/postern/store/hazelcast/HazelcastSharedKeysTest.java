package dev.postern.store.hazelcast;

import com.hazelcast.core.Hazelcast;
import dev.postern.store.contract.SharedKeysContract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are members, each by a configuration file: all in one JVM. */
class HazelcastSharedKeysTest extends SharedKeysContract {

  private final List<Integer> ports = Members.freePorts(NODES);

  @TempDir private static Path folder;

  @Override
  protected Map<String, String> store(int node) {
    Map<String, String> settings =
        new HashMap<>(Members.patient("shop", folder, ports, node).values());
    settings.put("store", "hazelcast");
    settings.put("store.read-timeout", "60s");
    return settings;
  }

  @Override
  protected void awaitBackend() {
    Members.awaitMeeting(List.copyOf(Hazelcast.getAllHazelcastInstances()), ports.size());
  }

  @Override
  protected void stopBackend() {
    // Each member ended with its application.
  }
}
