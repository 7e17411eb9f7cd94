package dev.postern.sample.zone;

import dev.postern.Postern;

/**
 * The stateless zone for browsers: the token travels in a cookie, and a refresh token in another
 * one carries the login on, for pages by itself and for {@code fetch} calls by a little script. A
 * third one is the session, sealed. Never instantiated.
 */
@Postern(
    name = "tabs",
    paths = "/tabs/*",
    strategy = Postern.Strategy.STATELESS_JWT,
    access = {
      "GET /tabs/desk.html anyone",
      "/tabs/moves/* role clerk and scope parcels:move",
      "/tabs/* authenticated"
    },
    settings = {
      @Postern.Setting(name = "transport", value = "cookie"),
      @Postern.Setting(name = "cookie.name", value = "desk-tabs"),
      @Postern.Setting(name = "http-session", value = "token"),
      @Postern.Setting(name = "token.lifetime", value = "1m"),
      @Postern.Setting(name = "login.verifier", value = "dev.postern.sample.account.DeskVerifier"),
      @Postern.Setting(name = "login.path", value = "/tabs/login"),
      @Postern.Setting(name = "logout.path", value = "/tabs/logout"),
      @Postern.Setting(name = "refresh.path", value = "/tabs/refresh"),
      @Postern.Setting(name = "sessions.path", value = "/tabs/sessions")
    })
final class TabsZone {

  private TabsZone() {}
}
