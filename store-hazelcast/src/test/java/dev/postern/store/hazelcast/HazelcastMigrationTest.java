package dev.postern.store.hazelcast;

import dev.postern.store.contract.MigrationContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Deployments that are clients of members, which outlive them. */
class HazelcastMigrationTest extends MigrationContract {

  private final Members members = Members.start(2);

  @TempDir private static Path folder;

  @Override
  protected Map<String, String> store() {
    return Map.of(
        "store", "hazelcast",
        "store.config", members.patientClient(folder).toString(),
        "store.read-timeout", "60s");
  }

  @Override
  protected void stopBackend() {
    members.close();
  }
}
