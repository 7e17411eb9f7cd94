package dev.postern.containertests.cluster.verifier;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in everybody whose password is the name. A password that is hashed as it has to be costs a
 * tenth of a second, and these tests log in many thousand times. Thread-safe.
 */
public final class QuickVerifier implements CredentialVerifier {

  private static final Set<String> ROLES = Set.of("customer");

  private final Clock clock = Clock.systemUTC();

  /** For Postern. */
  public QuickVerifier() {}

  @Override
  public Optional<Identity> verify(String username, String password) {
    return password.equals(username)
        ? Optional.of(Identity.ofPassword(username, ROLES, clock.instant()))
        : Optional.empty();
  }
}
