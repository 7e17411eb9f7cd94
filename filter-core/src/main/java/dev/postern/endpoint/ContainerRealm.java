package dev.postern.endpoint;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.CredentialVerifier;
import dev.postern.identity.Identity;
import dev.postern.identity.VerifierUnavailableException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the container's own realm, by a login on the original request that lasts no longer than the
 * question. What the container may have begun for it, a session above all, is taken back. Belongs
 * to one request.
 */
public final class ContainerRealm implements CredentialVerifier {

  private final HttpServletRequest original;
  private final Set<String> roles;
  private final Clock clock;

  /**
   * The realm as one request reaches it.
   *
   * @param original the request that came to the filter, not our wrapper of it
   * @param roles those to ask for; a container never lists them
   * @param clock gives {@link Identity#authenticatedAt()}
   */
  public ContainerRealm(HttpServletRequest original, List<String> roles, Clock clock) {
    this.original = requireNonNull(original, "original");
    this.roles = Set.copyOf(roles);
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public Optional<Identity> verify(String username, String password) {
    boolean hadSession = original.getSession(false) != null;
    try {
      if (original.getUserPrincipal() != null) {
        // The container refuses a second login; the caller proves a password anew.
        original.logout();
      }
      return login(username, password);
    } catch (ServletException e) {
      throw new VerifierUnavailableException("The container's realm did not answer.", e);
    } finally {
      if (!hadSession) {
        endSession();
      }
    }
  }

  private Optional<Identity> login(String username, String password) throws ServletException {
    try {
      original.login(username, password);
    } catch (ServletException e) {
      // Containers give no cause for a wrong password; a realm in trouble leaves its own.
      if (e.getCause() == null) {
        return Optional.empty();
      }
      throw e;
    }
    try {
      return Optional.ofNullable(original.getUserPrincipal()).map(this::identity);
    } finally {
      original.logout();
    }
  }

  private Identity identity(Principal principal) {
    Set<String> held =
        roles.stream().filter(original::isUserInRole).collect(Collectors.toUnmodifiableSet());
    return Identity.ofPassword(principal.getName(), held, clock.instant());
  }

  private void endSession() {
    @Nullable HttpSession session = original.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
