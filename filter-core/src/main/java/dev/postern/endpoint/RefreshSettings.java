package dev.postern.endpoint;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Optional;

/**
 * Where refresh tokens are changed. Immutable and thread-safe.
 *
 * @param path begins after the context path; empty if there are no refresh tokens
 */
public record RefreshSettings(Optional<String> path) {

  /** {@code refresh.path}. */
  public static final Setting<String> PATH =
      PlainPath.setting("refresh.path")
          .tier(Tier.COMMON)
          .meaning(
              "POST a refresh token here, and get a new access token and a new refresh token. For"
                  + " stateless-jwt. With transport bearer both travel in the body (refresh_token),"
                  + " with cookie in a cookie of its own, which also carries page navigations on."
                  + " Without it there are no refresh tokens.");

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PATH);
  }

  /**
   * Reads them.
   *
   * @throws dev.postern.config.ConfigurationException if it is wrong
   */
  public static RefreshSettings from(Settings settings) {
    return new RefreshSettings(settings.find(PATH));
  }
}
