package dev.postern.token;

import static java.util.Objects.requireNonNull;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.time.Duration;
import java.util.List;

/**
 * How signing keys come and go. Immutable and thread-safe.
 *
 * @param publishBefore how long a key is published before it signs
 * @param pollInterval how often the keys are looked at again
 */
public record KeySettings(Duration publishBefore, Duration pollInterval) {

  static final Setting<Duration> PUBLISH_BEFORE =
      Setting.duration("keys.publish-before", Duration.ofSeconds(1), Duration.ofDays(30))
          .defaultsTo("24h")
          .tier(Tier.COMMON)
          .meaning(
              "How long a new signing key is published before it signs, 1s to 30d, so that every"
                  + " node and every cache has it by then. A nbf in the key's file goes before it.");

  static final Setting<Duration> POLL_INTERVAL =
      Setting.duration("keys.poll-interval", Duration.ofMillis(100), Duration.ofHours(1))
          .defaultsTo("5s")
          .meaning(
              "How often keys are looked at again, 100ms to 1h. A key that was removed is void on"
                  + " every node after that. At most half of keys.publish-before.");

  /** Caches of the public keys hold them no longer, so that a removal reaches them (ROT-4). */
  private static final Duration LONGEST_CACHED = Duration.ofMinutes(5);

  /** Refuses null. */
  public KeySettings {
    requireNonNull(publishBefore, "publishBefore");
    requireNonNull(pollInterval, "pollInterval");
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PUBLISH_BEFORE, POLL_INTERVAL);
  }

  /**
   * Reads them.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static KeySettings from(Settings settings) {
    Duration publishBefore = settings.get(PUBLISH_BEFORE);
    Duration pollInterval = settings.get(POLL_INTERVAL);
    if (pollInterval.multipliedBy(2).compareTo(publishBefore) > 0) {
      throw settings.problem(
          PUBLISH_BEFORE,
          "is less than two keys.poll-interval, so that a key could sign before every node has it",
          "Make it longer, or keys.poll-interval shorter");
    }
    return new KeySettings(publishBefore, pollInterval);
  }

  /** How long anyone may keep the published keys without asking again (ROT-1). */
  public Duration cacheLife() {
    return LONGEST_CACHED.compareTo(publishBefore) < 0 ? LONGEST_CACHED : publishBefore;
  }
}
