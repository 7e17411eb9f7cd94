package dev.postern.store.hazelcast;

import com.hazelcast.core.DistributedObject;
import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import dev.postern.store.Denylist;
import dev.postern.store.contract.RevocationContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are clients, of which the members know nothing any more when they come back. */
class HazelcastRevocationTest extends RevocationContract {

  private static final int MEMBERS = 2;
  private static final String GET = " get";

  private final Members members = Members.start(MEMBERS);

  @TempDir private static Path folder;

  @Override
  protected Map<String, String> store() {
    return members.patientStore(folder);
  }

  @Override
  protected Denylist log(String application) {
    return new HazelcastDenylist(
        Members.denials(members.member(0), application), Clock.systemUTC());
  }

  @Override
  protected Map<String, Runnable> losses() {
    return Map.of("all members ended", members::loseAll);
  }

  @Override
  protected long reads(String application) {
    return commands(application).getOrDefault(MapConfigs.denialsOf(application) + GET, 0L);
  }

  @Override
  protected Map<String, Long> commands(String application) {
    Map<String, Long> commands = new HashMap<>();
    for (int member = 0; member < MEMBERS; member++) {
      for (DistributedObject object : members.member(member).getDistributedObjects()) {
        if (object.getName().startsWith("postern." + application + ".")) {
          LocalMapStats stats = ((IMap<?, ?>) object).getLocalMapStats();
          long gets = stats.getGetOperationCount();
          commands.merge(object.getName() + GET, gets, Long::sum);
          commands.merge(object.getName() + " others", stats.total() - gets, Long::sum);
        }
      }
    }
    return commands;
  }

  @Override
  protected Set<String> commandsOfAReader(String application) {
    return Set.of(MapConfigs.denialsOf(application) + GET);
  }

  @Override
  protected void stopBackend() {
    members.close();
  }
}
