package dev.postern.store.hazelcast;

import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import dev.postern.store.Denylist;
import dev.postern.store.contract.RevocationContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are clients, of which the members know nothing any more when they come back. */
class HazelcastRevocationTest extends RevocationContract {

  private static final int MEMBERS = 2;

  private final Members members = Members.start(MEMBERS);

  @TempDir private static Path folder;

  @Override
  protected Map<String, String> store() {
    return Map.of(
        "store", "hazelcast",
        "store.config", members.patientClient(folder).toString(),
        "store.read-timeout", "60s");
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
    return sum(MapConfigs.denialsOf(application), LocalMapStats::getGetOperationCount);
  }

  @Override
  protected long commands(String application) {
    return sum("postern." + application + ".", LocalMapStats::total);
  }

  @Override
  protected void stopBackend() {
    members.close();
  }

  /** Over the maps with names that begin so, on both members. */
  private long sum(String prefix, ToLongFunction<LocalMapStats> count) {
    return IntStream.range(0, MEMBERS)
        .mapToObj(members::member)
        .flatMap(member -> member.getDistributedObjects().stream())
        .filter(object -> object.getName().startsWith(prefix))
        .mapToLong(object -> count.applyAsLong(((IMap<?, ?>) object).getLocalMapStats()))
        .sum();
  }
}
