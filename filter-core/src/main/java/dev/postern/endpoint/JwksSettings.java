package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Where the public keys are published. Immutable and thread-safe.
 *
 * @param path begins after the context path; empty if they are not published
 */
public record JwksSettings(Optional<String> path) {

  static final Setting<String> PATH =
      PlainPath.setting("jwks.path")
          .tier(Tier.COMMON)
          .meaning(
              "GET the public halves of the signing keys here (RFC 7517), open to anyone, for"
                  + " example at /.well-known/jwks.json. Without it there is no such place.");

  /** Refuses null. */
  public JwksSettings {
    requireNonNull(path, "path");
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PATH);
  }

  /**
   * Reads them.
   *
   * @param signs whether the filter has keys at all
   * @throws dev.postern.config.ConfigurationException if it is wrong
   */
  public static JwksSettings from(Settings settings, boolean signs) {
    Optional<String> path = settings.find(PATH);
    if (path.isPresent() && !signs) {
      throw settings.problem(
          PATH,
          "has nothing to publish, because strategy session signs no tokens",
          "Remove it, use a strategy with tokens, or set one-time.issue");
    }
    return new JwksSettings(path);
  }
}
