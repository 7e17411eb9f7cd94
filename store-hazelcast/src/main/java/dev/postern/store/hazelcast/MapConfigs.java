package dev.postern.store.hazelcast;

import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MergePolicyConfig;
import com.hazelcast.spi.merge.LatestUpdateMergePolicy;
import java.time.Duration;
import java.util.List;

/**
 * The maps of an application and what the cluster must know of them: one synchronous backup, a time
 * to live, bytes compared as bytes, and the later of two values when halves of a cluster meet
 * again. No near cache, no eviction, and no index: to begin one takes a call to every partition
 * whenever a member starts, and fails while they move. It is said of all applications' maps at
 * once, since a member holds entries of applications that it does not carry. Stateless and
 * thread-safe.
 */
final class MapConfigs {

  /** The time to live that a compare-and-set leaves; longer than most idle timeouts. */
  static final Duration SESSION_LIFE = Duration.ofHours(2);

  /** The same for the index by subject; longer than most absolute lifetimes. */
  static final Duration SUBJECT_LIFE = Duration.ofHours(24);

  /** The same for the log of denials, which must outlive quiet times. */
  static final Duration LOG_LIFE = Duration.ofDays(90);

  /** The same for claims, whose compare-and-set is always told another one if they live longer. */
  static final Duration CLAIM_LIFE = Duration.ofHours(2);

  private MapConfigs() {}

  static String sessionsOf(String app) {
    return "postern." + app + ".sessions";
  }

  static String denialsOf(String app) {
    return "postern." + app + ".denials";
  }

  static String valuesOf(String app) {
    return "postern." + app + ".values";
  }

  static String subjectsOf(String app) {
    return "postern." + app + ".subjects";
  }

  static String endsOf(String app) {
    return "postern." + app + ".ends";
  }

  static String claimsOf(String app) {
    return "postern." + app + ".claims";
  }

  /** For the maps of every application. */
  static List<MapConfig> all() {
    return List.of(
        map("postern.*.sessions", SESSION_LIFE),
        map("postern.*.values", SESSION_LIFE),
        map("postern.*.subjects", SUBJECT_LIFE),
        map("postern.*.ends", SESSION_LIFE),
        map("postern.*.denials", LOG_LIFE),
        map("postern.*.claims", CLAIM_LIFE));
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
