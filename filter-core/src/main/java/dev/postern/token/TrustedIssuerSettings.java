package dev.postern.token;

import static java.util.Objects.requireNonNull;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.time.Duration;
import java.util.List;

/**
 * Whose access tokens are taken beside our own. Immutable and thread-safe.
 *
 * @param issuers in no order
 * @param refresh how often their keys are fetched anew
 * @param coolDown the least time between two fetches for keys that are not known
 * @param maxAge how long keys are trusted while their issuer does not answer
 * @param maxLifetime the longest span from {@code iat} to {@code exp}
 */
public record TrustedIssuerSettings(
    List<TrustedIssuer> issuers,
    Duration refresh,
    Duration coolDown,
    Duration maxAge,
    Duration maxLifetime) {

  /** {@code trusted-issuers}. */
  public static final Setting<List<TrustedIssuer>> ISSUERS =
      Setting.of("trusted-issuers", TrustedIssuerParser::parse)
          .tier(Tier.COMMON)
          .meaning(
              "Outside issuers whose access tokens strategy stateless-jwt takes, one a line: NAME ISS"
                  + " audience=A[,B] [clients=C[,D]] [roles=CLAIM or path.to.it] [algorithms=RS256]"
                  + " [typ=at+jwt] [jwks=URL]. Without jwks, its keys are found by OpenID Connect"
                  + " Discovery; without clients, the token may be issued to whichever.");

  static final Setting<Duration> REFRESH =
      Setting.duration("trusted-issuers.refresh", Duration.ofSeconds(1), Duration.ofDays(1))
          .defaultsTo("5m")
          .meaning(
              "How often the keys of outside issuers are fetched anew, 1s to 1d; a key that is"
                  + " withdrawn there is void here after that.");

  static final Setting<Duration> COOL_DOWN =
      Setting.duration("trusted-issuers.cool-down", Duration.ofMillis(100), Duration.ofHours(1))
          .defaultsTo("30s")
          .meaning("The least time between two fetches for a key that is not known, 100ms to 1h.");

  static final Setting<Duration> MAX_AGE =
      Setting.duration("trusted-issuers.max-age", Duration.ofSeconds(1), Duration.ofDays(30))
          .defaultsTo("24h")
          .meaning(
              "How long keys are trusted while their issuer does not answer, 1s to 30d; then 503.");

  static final Setting<Duration> MAX_LIFETIME =
      Setting.duration("trusted-issuers.max-lifetime", Duration.ofSeconds(1), Duration.ofDays(7))
          .defaultsTo("24h")
          .meaning("The longest life of an outside issuer's token that is taken, 1s to 7d.");

  /** Takes a copy of the list. */
  public TrustedIssuerSettings {
    issuers = List.copyOf(issuers);
    requireNonNull(refresh, "refresh");
    requireNonNull(coolDown, "coolDown");
    requireNonNull(maxAge, "maxAge");
    requireNonNull(maxLifetime, "maxLifetime");
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(ISSUERS, REFRESH, COOL_DOWN, MAX_AGE, MAX_LIFETIME);
  }

  /**
   * Reads them.
   *
   * @param own our {@code iss}, which nobody else may have
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static TrustedIssuerSettings from(Settings settings, String own) {
    List<TrustedIssuer> issuers = settings.find(ISSUERS).orElse(List.of());
    if (issuers.stream().anyMatch(issuer -> issuer.issuer().equals(own))) {
      throw settings.problem(
          ISSUERS, "has our own token.issuer in it", "Remove it, or change token.issuer");
    }
    return new TrustedIssuerSettings(
        issuers,
        settings.get(REFRESH),
        settings.get(COOL_DOWN),
        settings.get(MAX_AGE),
        settings.get(MAX_LIFETIME));
  }
}
