package dev.postern.store.hazelcast;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import java.time.Duration;

/**
 * The two maps of an application and what the cluster must know of them: one synchronous backup, a
 * time to live, bytes compared as bytes, and the later of two values when halves of a cluster meet
 * again. No near cache, no eviction. It is said of all applications' maps at once, since a member
 * holds entries of applications that it does not carry. Stateless and thread-safe.
 */
final class MapConfigs {

  /** The time to live that a compare-and-set leaves; longer than most idle timeouts. */
  static final Duration SESSION_LIFE = Duration.ofHours(2);

  /** The same for the log of denials, which must outlive quiet times. */
  static final Duration LOG_LIFE = Duration.ofDays(90);

  private MapConfigs() {}

  static String sessionsOf(String app) {
    return "postern." + app + ".sessions";
  }

  static String denialsOf(String app) {
    return "postern." + app + ".denials";
  }

  /** For the sessions of every application. */
  static MapConfig sessions() {
    return map("postern.*.sessions", SESSION_LIFE);
  }

  /** For the denials of every application. */
  static MapConfig denials() {
    return map("postern.*.denials", LOG_LIFE);
  }

  private static MapConfig map(String name, Duration life) {
    return new MapConfig(name)
        .setBackupCount(1)
        .setInMemoryFormat(InMemoryFormat.BINARY)
        .setTimeToLiveSeconds((int) life.toSeconds())
        .setPerEntryStatsEnabled(true)
        .setMergePolicyConfig(
            new MergePolicyConfig().setPolicy(LatestUpdateMergePolicy.class.getName()));
  }
}
