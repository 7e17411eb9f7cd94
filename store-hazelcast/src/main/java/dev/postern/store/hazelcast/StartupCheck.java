package dev.postern.store.hazelcast;

import com.hazelcast.map.IMap;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.util.UUID;

/**
 * Tries, on a key of its own, what the store relies on: that equal bytes are seen as equal, and
 * that a compare-and-set leaves a time to live. Stateless and thread-safe.
 */
final class StartupCheck {

  private static final byte[] BEFORE = {1};
  private static final byte[] AFTER = {2};
  private static final Duration LIFE = Duration.ofSeconds(1);

  private StartupCheck() {}

  static void run(IMap<String, byte[]> map, Duration lifeAfterReplace) {
    Grid grid = new Grid(map, lifeAfterReplace);
    String key = "check:" + UUID.randomUUID();
    grid.putIfAbsent(key, BEFORE, LIFE);
    if (!grid.replace(key, BEFORE.clone(), AFTER, LIFE)) {
      throw unfit(map, "compares values as objects; set in-memory-format to BINARY");
    }
    if (grid.expirationOf(key) == Long.MAX_VALUE) {
      throw unfit(
          map, "never forgets; set time-to-live-seconds to " + lifeAfterReplace.toSeconds());
    }
    grid.set(key, AFTER, LIFE);
  }

  private static StoreException unfit(IMap<String, byte[]> map, String why) {
    return new StoreException(
        "hazelcast: the map " + map.getName() + " " + why + " in the cluster's configuration",
        new IllegalStateException("unfit"));
  }
}
