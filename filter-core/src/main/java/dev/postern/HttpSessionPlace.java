package dev.postern;

import dev.postern.config.Setting;
import dev.postern.config.Settings;
import dev.postern.config.Tier;
import java.util.List;
import java.util.Set;

/** Where callers of strategy {@code stateless-jwt} have their {@code HttpSession}. */
enum HttpSessionPlace {
  NONE,
  TOKEN;

  static final Setting<HttpSessionPlace> SETTING =
      Setting.choice("http-session", HttpSessionPlace.class)
          .tier(Tier.COMMON)
          .defaultsTo("none")
          .meaning(
              "Where callers of strategy stateless-jwt have their HttpSession: none (getSession()"
                  + " throws IllegalStateException), or token (sealed in a cookie of its own beside"
                  + " the token's, some 2.7 KB for all attributes; needs transport cookie).");

  /**
   * As set for one filter.
   *
   * @param kinds of credential, the one that is issued first
   * @param transports of that one
   * @throws dev.postern.config.ConfigurationException if it does not fit them
   */
  static HttpSessionPlace from(
      Settings settings, List<Postern.Strategy> kinds, Set<TransportKind> transports) {
    HttpSessionPlace place = settings.get(SETTING);
    if (place != NONE && !kinds.contains(Postern.Strategy.STATELESS_JWT)) {
      throw settings.problem(
          SETTING,
          "does not fit strategy " + kinds.get(0) + ", whose sessions are in the store",
          "Remove it, or use strategy stateless-jwt");
    }
    Set<TransportKind> ways =
        kinds.get(0) == Postern.Strategy.STATELESS_JWT
            ? transports
            : AcceptSettings.transports(settings, Postern.Strategy.STATELESS_JWT);
    if (place != NONE && !ways.contains(TransportKind.COOKIE)) {
      throw settings.problem(
          SETTING,
          "needs a cookie, and the token travels as a bearer token only",
          "Set transport to cookie, or to cookie, bearer, or remove it");
    }
    return place;
  }
}
