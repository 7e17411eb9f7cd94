package dev.postern.protection;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.time.Duration;
import java.util.List;

/**
 * How many wrong passwords are too many. Immutable and thread-safe.
 *
 * @param maxFailuresPerAccount wrong passwords for one name within the window, at least 1
 * @param maxFailuresPerAddress wrong passwords from one address within the window, at least 1
 * @param failureWindow how long failures count, from the first one on
 * @param maxConcurrent how many passwords are checked at the same time, at least 1
 */
public record ThrottleSettings(
    int maxFailuresPerAccount,
    int maxFailuresPerAddress,
    Duration failureWindow,
    int maxConcurrent) {

  static final Setting<Integer> MAX_FAILURES_PER_ACCOUNT =
      Setting.number("login.max-failures-per-account", 1, 1000)
          .tier(Tier.RARE)
          .defaultsTo("5")
          .meaning("Wrong passwords for one name before further attempts get 429.");

  static final Setting<Integer> MAX_FAILURES_PER_ADDRESS =
      Setting.number("login.max-failures-per-address", 1, 100_000)
          .tier(Tier.RARE)
          .defaultsTo("50")
          .meaning(
              "Wrong passwords from one address (IPv6: one /64 network) before further attempts get"
                  + " 429. Behind a proxy, let the container tell the client's address.");

  static final Setting<Duration> FAILURE_WINDOW =
      Setting.duration("login.failure-window", Duration.ofSeconds(1), Duration.ofDays(1))
          .tier(Tier.RARE)
          .defaultsTo("15m")
          .meaning("How long wrong passwords count, from the first one on.");

  static final Setting<Integer> MAX_CONCURRENT =
      Setting.number("login.max-concurrent", 1, 1000)
          .tier(Tier.RARE)
          .meaning(
              "Passwords checked at the same time; further attempts wait a little, then get 503."
                  + " More helps only where the check waits for another server. Default: the number"
                  + " of processors.");

  /** Checks the bounds. */
  public ThrottleSettings {
    if (maxFailuresPerAccount < 1 || maxFailuresPerAddress < 1 || maxConcurrent < 1) {
      throw new IllegalArgumentException("Every login limit is at least 1.");
    }
    if (failureWindow.isNegative() || failureWindow.isZero()) {
      throw new IllegalArgumentException("The failure window is longer than nothing.");
    }
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(
        MAX_FAILURES_PER_ACCOUNT, MAX_FAILURES_PER_ADDRESS, FAILURE_WINDOW, MAX_CONCURRENT);
  }

  /**
   * Reads the settings of one filter.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static ThrottleSettings from(Settings settings) {
    return new ThrottleSettings(
        settings.get(MAX_FAILURES_PER_ACCOUNT),
        settings.get(MAX_FAILURES_PER_ADDRESS),
        settings.get(FAILURE_WINDOW),
        settings.find(MAX_CONCURRENT).orElseGet(() -> Runtime.getRuntime().availableProcessors()));
  }
}
