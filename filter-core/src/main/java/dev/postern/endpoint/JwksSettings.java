package dev.postern.endpoint;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;

/**
 * Where the public keys are published. Immutable and thread-safe.
 *
 * @param path begins after the context path
 */
public record JwksSettings(String path) {

  static final Setting<String> PATH =
      PlainPath.setting("jwks.path")
          .tier(Tier.COMMON)
          .defaultsTo("/.well-known/jwks.json")
          .meaning("GET the public halves of the signing keys here (RFC 7517), open to anyone.");

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PATH);
  }

  /**
   * Reads them.
   *
   * @throws dev.postern.config.ConfigurationException if it is wrong
   */
  public static JwksSettings from(Settings settings) {
    return new JwksSettings(settings.get(PATH));
  }
}
