package dev.postern.token;

import static java.util.Objects.requireNonNull;

import dev.postern.config.InvalidValueException;
import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which one-time tokens are issued and taken. Immutable and thread-safe.
 *
 * @param issues whether this application issues them
 * @param servers whose tokens the paths of this filter take
 * @param audience what {@code aud} must be
 * @param parameter the parameter of the query that may hold one, if any may
 * @param window how long the client that was first may come again
 */
public record OneTimeSettings(
    boolean issues,
    List<OneTimeServer> servers,
    String audience,
    Optional<String> parameter,
    Duration window) {

  static final Setting<Boolean> ISSUE =
      Setting.flag("one-time.issue")
          .tier(Tier.COMMON)
          .defaultsTo("false")
          .meaning(
              "Whether the application issues one-time tokens for other servers, by the API"
                  + " OneTimeTokens.");

  /** {@code one-time.servers}. */
  public static final Setting<List<OneTimeServer>> SERVERS =
      Setting.of("one-time.servers", OneTimeServerParser::parse)
          .tier(Tier.COMMON)
          .meaning(
              "The servers whose one-time tokens are taken on these paths, one a line: ISS KEYS, where"
                  + " KEYS is the address of their jwks.path, or a file of what that answers.");

  static final Setting<String> AUDIENCE =
      Setting.text("one-time.audience")
          .tier(Tier.COMMON)
          .meaning(
              "For whom the one-time tokens are that are taken (aud). Default: token.audience with"
                  + " /one-time behind it.");

  /** {@code one-time.parameter}. */
  public static final Setting<String> PARAMETER =
      Setting.of("one-time.parameter", OneTimeSettings::name)
          .tier(Tier.COMMON)
          .meaning(
              "The parameter of the query that may hold a one-time token, for links (GET and HEAD)."
                  + " Without it they come in the Authorization header only.");

  static final Setting<Duration> WINDOW =
      Setting.duration("one-time.window", Duration.ZERO, OneTimeIssuer.LONGEST_LIFETIME)
          .tier(Tier.RARE)
          .defaultsTo("0s")
          .meaning(
              "How long the client that used a one-time token (the same address and User-Agent) may"
                  + " come again with it, as download managers do, by HEAD too, 0s to 60m; 0s:"
                  + " never.");

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

  /** Takes a copy of the list. */
  public OneTimeSettings {
    servers = List.copyOf(servers);
    requireNonNull(audience, "audience");
    requireNonNull(parameter, "parameter");
    requireNonNull(window, "window");
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(ISSUE, SERVERS, AUDIENCE, PARAMETER, WINDOW);
  }

  /**
   * The values of one filter declaration.
   *
   * @throws dev.postern.config.ConfigurationException if one is wrong
   */
  public static OneTimeSettings from(Settings settings, TokenSettings token) {
    boolean issues = settings.get(ISSUE);
    if (issues && token.algorithm() == JwsAlgorithm.HS256) {
      throw settings.problem(
          ISSUE, "needs a key with a public half, and HS256 has none", "Change token.algorithm");
    }
    List<OneTimeServer> servers = settings.find(SERVERS).orElse(List.of());
    Optional<String> parameter = settings.find(PARAMETER);
    if (servers.isEmpty() && parameter.isPresent()) {
      throw settings.problem(
          PARAMETER, "has nothing to take", "Set one-time.servers, or remove it");
    }
    return new OneTimeSettings(
        issues,
        servers,
        settings.find(AUDIENCE).orElse(token.audience() + "/one-time"),
        parameter,
        settings.get(WINDOW));
  }

  private static String name(String text) throws InvalidValueException {
    if (!NAME.matcher(text).matches()) {
      throw new InvalidValueException(
          "is no plain name of a parameter", "Use letters, digits, - and _, for example token");
    }
    return text;
  }
}
