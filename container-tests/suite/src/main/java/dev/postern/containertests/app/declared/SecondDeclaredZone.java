package dev.postern.containertests.app.declared;

import dev.postern.Postern;

/** A second filter by annotation, more specific than the first. */
@Postern(
    name = "second",
    paths = "/zone/inner/*",
    strategy = Postern.Strategy.STATEFUL_JWT,
    settings = {
      @Postern.Setting(name = "login.path", value = "/zone/inner/login"),
      @Postern.Setting(name = "login.verifier", value = "dev.postern.containertests.app.Accounts")
    })
public final class SecondDeclaredZone {
  private SecondDeclaredZone() {}
}
