package dev.postern.strategy;

import dev.postern.identity.Identity;
import java.time.Instant;
import java.util.Optional;

/** Where the callers of a stateless filter have their {@code HttpSession}. Thread-safe. */
interface TokenSessions {

  /**
   * That of one caller during one request.
   *
   * @param brought what the client brought as its session; hostile
   * @param identity who calls, or empty
   * @param held the token that says so
   */
  TokenSession of(
      Optional<String> brought, Optional<Identity> identity, Optional<HeldToken> held, Instant now);
}
