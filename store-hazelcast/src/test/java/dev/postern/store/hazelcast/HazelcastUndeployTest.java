package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.postern.AuthenticationFilter;
import dev.postern.store.contract.NewKeys;
import dev.postern.store.contract.UndeployContract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** With Hazelcast in the application, which is a member. FAULTS H7. */
class HazelcastUndeployTest extends UndeployContract {

  private final List<Integer> ports = Members.freePorts(1);

  @TempDir private Path folder;

  @Override
  protected List<Class<?>> libraries() {
    return List.of(
        AuthenticationFilter.class, HazelcastStoreProvider.class, HazelcastInstance.class);
  }

  @Override
  protected Map<String, String> store() {
    Map<String, String> settings =
        new HashMap<>(Members.patient("redeployed", folder, ports, 0).values());
    settings.put("store", "hazelcast");
    settings.put("store.read-timeout", "60s");
    settings.put("keys", NewKeys.make().toString());
    return settings;
  }
}
