package dev.postern.denylist;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How fast a revocation is known everywhere. Immutable and thread-safe.
 *
 * @param staleness how old this node's copy of the denylist may be; zero is strict; not negative
 */
public record DenylistSettings(Duration staleness) {

  /** {@code revocation.staleness}. */
  public static final Setting<Duration> STALENESS =
      Setting.duration("revocation.staleness", Duration.ZERO, Duration.ofSeconds(60))
          .defaultsTo("2s")
          .meaning(
              "How long after a logout another node may still accept the token. At 0s every request"
                  + " with a token asks the store, and requests that come together share one"
                  + " question.");

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public DenylistSettings {
    if (staleness.isNegative()) {
      throw new IllegalArgumentException("revocation.staleness is not negative.");
    }
  }

  /** All settings of this package. */
  public static List<Setting<?>> all() {
    return List.of(STALENESS);
  }

  /** As set for one filter. */
  public static DenylistSettings from(Settings settings) {
    return new DenylistSettings(settings.get(STALENESS));
  }
}
