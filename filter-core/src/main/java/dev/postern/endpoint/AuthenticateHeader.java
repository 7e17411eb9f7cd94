package dev.postern.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * What {@code WWW-Authenticate} asks for (RFC 9110 section 11.6.1). Immutable and thread-safe.
 *
 * <p>Where bearer tokens are accepted it is {@code Bearer} with the error codes of RFC 6750. Where
 * only a cookie is, it is a scheme of our own, because a browser answers the known ones with a
 * dialog of its own, and it is the same for every reason.
 */
public final class AuthenticateHeader {

  private final String realm;
  private final boolean bearer;

  /**
   * A challenge.
   *
   * @param realm for example the name of the app; what cannot stand between quotes becomes a dash
   * @param bearer whether bearer tokens are accepted
   */
  public AuthenticateHeader(String realm, boolean bearer) {
    this.realm = "realm=\"" + realm.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "-") + '"';
    this.bearer = bearer;
  }

  /** The header's value for this refusal, if it has one. */
  Optional<String> of(Refusal refusal) {
    if (bearer && refusal.error().isPresent()) {
      return Optional.of("Bearer " + realm + ", " + refusal.error().get().parameters());
    }
    return refusal.status() == HttpServletResponse.SC_UNAUTHORIZED
        ? Optional.of((bearer ? "Bearer " : "Cookie ") + realm)
        : Optional.empty();
  }
}
