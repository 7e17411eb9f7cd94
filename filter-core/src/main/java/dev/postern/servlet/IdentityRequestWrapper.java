package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.SenderRefusedException;
import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request that knows the caller's identity (Servlet 6.0 section 13.3). */
final class IdentityRequestWrapper extends HttpServletRequestWrapper {

  /**
   * What {@link #getAuthType()} says; Servlet leaves names beside its own four to the container.
   */
  static final String AUTH_TYPE = "POSTERN";

  /** Means any authenticated caller, whatever their roles. */
  private static final String ANY_AUTHENTICATED = "**";

  private final HttpServletRequest original;
  private final Exchange exchange;
  private final PasswordLogins logins;
  private final Challenge challenge;

  IdentityRequestWrapper(
      HttpServletRequest request, Exchange exchange, PasswordLogins logins, Challenge challenge) {
    super(request);
    this.original = request;
    this.exchange = requireNonNull(exchange, "exchange");
    this.logins = requireNonNull(logins, "logins");
    this.challenge = requireNonNull(challenge, "challenge");
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    return exchange.identity().orElse(null);
  }

  @Override
  public @Nullable String getRemoteUser() {
    return exchange.identity().map(Principal::getName).orElse(null);
  }

  @Override
  public @Nullable String getAuthType() {
    return exchange.identity().isPresent() ? AUTH_TYPE : null;
  }

  @Override
  public boolean isUserInRole(@Nullable String role) {
    if (role == null) {
      return false;
    }
    return exchange
        .identity()
        .filter(identity -> role.equals(ANY_AUTHENTICATED) || identity.hasRole(role))
        .isPresent();
  }

  @Override
  public void login(@Nullable String username, @Nullable String password) throws ServletException {
    if (username == null || password == null) {
      throw new ServletException("A login needs a user name and a password.");
    }
    if (exchange.identity().isPresent()) {
      throw new ServletException("This request is authenticated already. Call logout() first.");
    }
    if (exchange.isCommitted()) {
      throw new ServletException("The response is committed; no credential could be sent.");
    }
    login(logins.login(original, username, password));
  }

  private void login(Identity identity) throws ServletException {
    try {
      exchange.login(identity, original);
    } catch (TooManySessionsException e) {
      throw new ServletException(
          "The user has as many sessions as one user may have. End one of them first.", e);
    } catch (SenderRefusedException e) {
      throw new ServletException("The request shows nothing that a token could be bound to.", e);
    }
  }

  @Override
  public void logout() {
    exchange.logout();
  }

  @Override
  public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
    if (exchange.identity().isPresent()) {
      return true;
    }
    if (response.isCommitted()) {
      throw new IllegalStateException("The response is committed; no challenge could be sent.");
    }
    challenge.send(this, response);
    return false;
  }
}
