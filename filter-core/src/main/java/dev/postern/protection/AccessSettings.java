package dev.postern.protection;

import static java.util.Objects.requireNonNull;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;

/**
 * Who may do what where, as set. Immutable and thread-safe.
 *
 * @param rules the rules; none means that every path needs a login
 */
public record AccessSettings(AccessRules rules) {

  static final Setting<AccessRules> ACCESS =
      Setting.of("access", AccessRules::parse)
          .tier(Tier.ESSENTIAL)
          .meaning(
              "Rules, one per line or separated by ;. [METHOD,METHOD] PATTERN REQUIREMENT, where the"
                  + " pattern is /a/b, /a/* or /* and the requirement is anyone, authenticated,"
                  + " nobody, role a,b (one of them), scope x,y (all of them), max-age 10m (since"
                  + " the login), acr a,b (one of them), or several of the last four joined by and."
                  + " The first that fits decides; an unlisted path needs a login.");

  /** Rejects null. */
  public AccessSettings {
    requireNonNull(rules, "rules");
  }

  /** Every setting of this record. */
  public static List<Setting<?>> all() {
    return List.of(ACCESS);
  }

  /**
   * Reads the settings of one filter.
   *
   * @throws dev.postern.config.ConfigurationException if a rule is wrong
   */
  public static AccessSettings from(Settings settings) {
    return new AccessSettings(settings.find(ACCESS).orElseGet(AccessRules::none));
  }
}
