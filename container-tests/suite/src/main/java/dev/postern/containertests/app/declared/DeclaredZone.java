package dev.postern.containertests.app.declared;

import dev.postern.Postern;

/** A filter by annotation alone. */
@Postern(
    name = "declared",
    paths = "/zone/*",
    strategy = Postern.Strategy.STATELESS_JWT,
    access = {"/zone/open/* anyone", "/zone/* authenticated"},
    settings = {
      @Postern.Setting(name = "login.path", value = "/zone/login"),
      @Postern.Setting(name = "login.verifier", value = "dev.postern.containertests.app.Accounts")
    })
public final class DeclaredZone {
  private DeclaredZone() {}
}
