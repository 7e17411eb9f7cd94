package dev.postern.containertests.app;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The accounts of the test WARs, named to Postern by class. Thread-safe. */
public final class Accounts implements CredentialVerifier {

  public static final String ADA_PASSWORD = "pw-ada-Rf81kq";
  public static final String ODO_PASSWORD = "pw-odo-Zu55tm";
  public static final String SUE_PASSWORD = "pw-sue-Wd30xc";

  /** Asking for this user finds the password source out of order. */
  public static final String OUTAGE = "outage";

  private static final Map<String, String> PASSWORDS =
      Map.of("ada", ADA_PASSWORD, "odo", ODO_PASSWORD, "sue", SUE_PASSWORD);

  private static final Map<String, Set<String>> ROLES =
      Map.of("ada", Set.of("customer"), "odo", Set.of("clerk", "admin"), "sue", Set.of("customer"));

  /** Called by Postern. */
  public Accounts() {}

  @Override
  public Optional<Identity> verify(String username, String password) {
    if (username.equals(OUTAGE)) {
      throw new VerifierUnavailableException("the test's directory is out of order", null);
    }
    return password.equals(PASSWORDS.get(username))
        ? Optional.of(identity(username))
        : Optional.empty();
  }

  private static Identity identity(String username) {
    Identity identity =
        Identity.ofPassword(username, ROLES.get(username), Clock.systemUTC().instant());
    return username.equals("sue")
        ? identity.withScopes(Set.of("parcels:read", "parcels:move"))
        : identity;
  }
}
