package dev.postern.store.contract;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Everybody's password is "right". Stateless and thread-safe. */
public final class LabPasswords implements CredentialVerifier {

  /** For the filter, which knows it by name. */
  public LabPasswords() {}

  @Override
  public Optional<Identity> verify(String username, String password) {
    return password.equals("right")
        ? Optional.of(Identity.ofPassword(username, Set.of(), Clock.systemUTC().instant()))
        : Optional.empty();
  }
}
