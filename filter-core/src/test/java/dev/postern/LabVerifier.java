package dev.postern;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Everybody's password is "right"; two users find it out of order. */
public final class LabVerifier implements CredentialVerifier {

  @Override
  public Optional<Identity> verify(String username, String password) {
    if (username.equals("broken")) {
      throw new IllegalStateException("a mistake in the verifier");
    }
    if (username.equals("unavailable")) {
      throw new VerifierUnavailableException("lab", new IllegalStateException("cut"));
    }
    return password.equals("right")
        ? Optional.of(
            Identity.ofPassword(username, Set.of("customer"), Clock.systemUTC().instant()))
        : Optional.empty();
  }
}
