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
    return members.patientStore(folder);
  }

  @Override
  protected void stopBackend() {
    members.close();
  }
}
