package dev.postern.session;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import java.time.Duration;
import java.util.List;

/**
 * How soon the end of a session is made known whose time is over. Immutable and thread-safe.
 *
 * @param interval how often this node looks for such sessions; positive
 */
public record SweepSettings(Duration interval) {

  /** {@code session.sweep-interval}. */
  public static final Setting<Duration> INTERVAL =
      Setting.duration("session.sweep-interval", Duration.ofSeconds(1), Duration.ofMinutes(10))
          .defaultsTo("30s")
          .meaning(
              "How often a node looks for sessions that have timed out, so that listeners of the"
                  + " application hear of their end. Nothing is looked for if nobody listens.");

  /** All settings of this record. */
  public static List<Setting<?>> all() {
    return List.of(INTERVAL);
  }

  /** As set for one filter. */
  public static SweepSettings from(Settings settings) {
    return new SweepSettings(settings.get(INTERVAL));
  }
}
