package dev.postern.token;

import static java.util.Objects.requireNonNull;

import dev.postern.config.RandomSecrets;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How signing keys come and go. Immutable and thread-safe.
 *
 * @param publishBefore how long a key is published before it signs
 * @param pollInterval how often the keys are looked at again
 * @param rotateEvery how often a new key is made and shared, if at all
 * @param master what shared keys are sealed with
 */
public record KeySettings(
    Duration publishBefore,
    Duration pollInterval,
    Optional<Duration> rotateEvery,
    RandomSecrets master) {

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

  static final Setting<Duration> ROTATE_EVERY =
      Setting.duration("keys.rotate-every", Duration.ofSeconds(1), Duration.ofDays(3650))
          .tier(Tier.COMMON)
          .meaning(
              "Makes a new signing key this often and shares it with all nodes through the store,"
                  + " sealed; at least keys.publish-before. Default: keys change by their files"
                  + " alone.");

  static final Setting<RandomSecrets> MASTER =
      RandomSecrets.setting("keys.master")
          .meaning(
              "What shared signing keys are sealed with: 32 random bytes in base64url each, separated"
                  + " by commas; best by ${file:…}. The first seals, all open. app-secret stands for"
                  + " the key that is made of app.secret. Default: app-secret.");

  /** Caches of the public keys hold them no longer, so that a removal reaches them (ROT-4). */
  private static final Duration LONGEST_CACHED = Duration.ofMinutes(5);

  /** Refuses null. */
  public KeySettings {
    requireNonNull(publishBefore, "publishBefore");
    requireNonNull(pollInterval, "pollInterval");
    requireNonNull(rotateEvery, "rotateEvery");
    requireNonNull(master, "master");
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PUBLISH_BEFORE, ROTATE_EVERY, POLL_INTERVAL, MASTER);
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
    Optional<Duration> rotateEvery = settings.find(ROTATE_EVERY);
    if (rotateEvery.isPresent() && rotateEvery.get().compareTo(publishBefore) < 0) {
      throw settings.problem(
          ROTATE_EVERY,
          "is less than keys.publish-before, so that a key could not be published in time",
          "Make it longer, or keys.publish-before shorter");
    }
    return new KeySettings(
        publishBefore,
        pollInterval,
        rotateEvery,
        settings.find(MASTER).orElseGet(RandomSecrets::ofAppSecret));
  }

  /** How long anyone may keep the published keys without asking again (ROT-1). */
  public Duration cacheLife() {
    return LONGEST_CACHED.compareTo(publishBefore) < 0 ? LONGEST_CACHED : publishBefore;
  }
}
