package dev.postern.sample.zone;

import dev.postern.Postern;

/**
 * The stateless zone: a signed token that holds the identity itself, as a bearer token. Passwords
 * are checked by a class of this application. The public keys are published beside it. Never
 * instantiated.
 */
@Postern(
    name = "stateless",
    paths = {"/stateless/*", "/.well-known/jwks.json"},
    strategy = Postern.Strategy.STATELESS_JWT,
    access = {
      "GET /stateless/desk.html anyone",
      "/stateless/admin/* role admin",
      "/stateless/accounts/* role admin",
      "/stateless/moves/* role clerk and scope parcels:move",
      "/stateless/* authenticated"
    },
    settings = {
      @Postern.Setting(name = "login.verifier", value = "dev.postern.sample.account.DeskVerifier"),
      @Postern.Setting(name = "login.path", value = "/stateless/login"),
      @Postern.Setting(name = "logout.path", value = "/stateless/logout"),
      @Postern.Setting(name = "jwks.path", value = "/.well-known/jwks.json")
    })
final class StatelessZone {

  private StatelessZone() {}
}
