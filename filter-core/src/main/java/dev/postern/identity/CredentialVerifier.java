package dev.postern.identity;

import java.util.Optional;

/**
 * Checks a user name and a password. An application may name a class of its own in the setting
 * {@code login.verifier}; it needs a public constructor without parameters.
 *
 * <p>Implementations answer an unknown user and a wrong password alike, and in the same time, and
 * are safe for use by many threads.
 */
@FunctionalInterface
public interface CredentialVerifier {

  /**
   * Who this is, or empty when the user is unknown, the password is wrong or the account is barred.
   *
   * @param username as the caller typed it
   * @param password as the caller typed it; not kept, not logged
   * @throws VerifierUnavailableException if the answer cannot be had now; the caller gets 503, and
   *     the attempt does not count as a failed one
   */
  Optional<Identity> verify(String username, String password);
}
