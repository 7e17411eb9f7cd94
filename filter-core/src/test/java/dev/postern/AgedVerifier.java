package dev.postern;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The password says how long ago it was checked, and what strength that reached: PT1H or PT0S phr.
 */
public final class AgedVerifier implements CredentialVerifier {

  @Override
  public Optional<Identity> verify(String username, String password) {
    String[] words = password.split(" ", 2);
    Identity identity =
        Identity.ofPassword(
            username,
            Set.of("customer"),
            Clock.systemUTC().instant().minus(Duration.parse(words[0])));
    return Optional.of(words.length == 1 ? identity : identity.withContextClass(words[1]));
  }
}
