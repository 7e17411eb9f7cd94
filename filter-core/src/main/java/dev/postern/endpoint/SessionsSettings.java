package dev.postern.endpoint;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Where callers see and end their own sessions. Immutable and thread-safe.
 *
 * @param path begins after the context path and does not end with a slash; empty if there is no
 *     such place
 */
public record SessionsSettings(Optional<String> path) {

  /** {@code sessions.path}. */
  public static final Setting<String> PATH =
      PlainPath.setting("sessions.path")
          .tier(Tier.COMMON)
          .meaning(
              "GET the caller's own sessions here, as JSON; DELETE here followed by a slash and a"
                  + " handle ends one of them, DELETE here with ?others all but the current one."
                  + " Without it there is no such place.");

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PATH);
  }

  /**
   * Reads them.
   *
   * @throws dev.postern.config.ConfigurationException if it is wrong
   */
  public static SessionsSettings from(Settings settings) {
    Optional<String> path = settings.find(PATH);
    if (path.filter(text -> text.endsWith("/")).isPresent()) {
      throw settings.problem(
          PATH,
          "ends with a slash, and handles follow it",
          "Write it without, as /account/sessions");
    }
    return new SessionsSettings(path);
  }

  /** What stands before a handle. */
  Optional<String> prefix() {
    return path.map(text -> text + "/");
  }
}
