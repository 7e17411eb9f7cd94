package dev.postern.protection;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What counts as our own site. Immutable and thread-safe.
 *
 * @param publicOrigins the origins browsers know the application by; empty means whatever the
 *     request's {@code Host} says
 */
public record CsrfSettings(Set<Origin> publicOrigins) {

  static final Setting<Set<Origin>> PUBLIC_ORIGINS =
      Setting.of("public-origins", CsrfSettings::parse)
          .tier(Tier.COMMON)
          .meaning(
              "Origins by which browsers reach the application, for example"
                  + " https://shop.example,https://www.shop.example. Set it behind a proxy that"
                  + " changes the Host header. Default: the Host header of the request.");

  /** Copies the set. */
  public CsrfSettings {
    publicOrigins = Set.copyOf(publicOrigins);
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(PUBLIC_ORIGINS);
  }

  /**
   * Reads the settings of one filter.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static CsrfSettings from(Settings settings) {
    return new CsrfSettings(settings.find(PUBLIC_ORIGINS).orElseGet(Set::of));
  }

  /** The same as texts, without a port that is the scheme's own. */
  public Set<String> addresses() {
    return publicOrigins.stream().map(Origin::text).collect(Collectors.toUnmodifiableSet());
  }

  private static Set<Origin> parse(String text) throws InvalidValueException {
    Set<Origin> origins = new LinkedHashSet<>();
    for (String part : text.split("[,\\r\\n]+", -1)) {
      origins.add(
          Origin.parse(part.strip())
              .orElseThrow(
                  () ->
                      new InvalidValueException(
                          part.strip(),
                          "is not an origin",
                          "Write scheme, host and port only, such as https://shop.example or"
                              + " http://localhost:8080")));
    }
    return origins;
  }
}
