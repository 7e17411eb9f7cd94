package dev.postern;

import dev.postern.endpoint.VerifierSource;
import dev.postern.identity.Identity;
import dev.postern.protection.CsrfProtection;
import dev.postern.protection.LoginResult;
import dev.postern.protection.PasswordLogin;
import dev.postern.servlet.PasswordLogins;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;

/**
 * {@code request.login}: the same verifier and the same throttle as the login endpoint.
 * Thread-safe.
 */
final class ServletLogins implements PasswordLogins {

  private final CsrfProtection csrf;
  private final PasswordLogin passwords;
  private final Optional<VerifierSource> verifiers;
  private final Clock clock;

  ServletLogins(
      CsrfProtection csrf,
      PasswordLogin passwords,
      Optional<VerifierSource> verifiers,
      Clock clock) {
    this.csrf = csrf;
    this.passwords = passwords;
    this.verifiers = verifiers;
    this.clock = clock;
  }

  @Override
  public Identity login(HttpServletRequest original, String username, String password)
      throws ServletException {
    if (!csrf.allows(original, original.getMethod())) {
      // Without a cookie nobody has asked this yet: another site logs its victim in (CS-1).
      throw new ServletException("Another site sent this login.");
    }
    VerifierSource source =
        verifiers.orElseThrow(
            () ->
                new ServletException(
                    "Nothing checks passwords here. Set login.users-file or login.verifier."));
    LoginResult result =
        passwords.attempt(
            source.verifierFor(original),
            username,
            password,
            original.getRemoteAddr(),
            clock.instant());
    if (result instanceof LoginResult.Verified verified) {
      return verified.identity();
    }
    throw new ServletException(
        result instanceof LoginResult.Refused
            ? "The user name or the password is wrong."
            : "There were too many attempts to log in. Try again later.");
  }
}
