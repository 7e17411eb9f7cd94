package dev.postern.sample.account;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import java.util.Optional;
import java.util.Set;

/**
 * The desk's own way to check a password, named by {@code login.verifier} of every zone: the users
 * file decides, a barred account is refused, the roles are those that an administrator gave last,
 * and the identity carries the scopes that its tokens show to whoever reads them. Thread-safe.
 */
public final class DeskVerifier implements CredentialVerifier {

  private static final Set<String> READ = Set.of("parcels:read");
  private static final Set<String> READ_AND_MOVE = Set.of("parcels:read", "parcels:move");

  /** Postern makes a verifier by its name alone, so the desk leaves its accounts here. */
  private static volatile Accounts opened = Accounts.none();

  /** For Postern. */
  public DeskVerifier() {}

  /** From now on these accounts are asked. */
  public static void use(Accounts accounts) {
    opened = accounts;
  }

  @Override
  public Optional<Identity> verify(String username, String password) {
    return opened
        .verify(username, password)
        .map(identity -> identity.withScopes(identity.hasRole("clerk") ? READ_AND_MOVE : READ));
  }
}
