package dev.postern.servlet;

import static java.util.Objects.requireNonNull;

import dev.postern.binding.Sender;
import dev.postern.transport.Presented;
import java.util.Optional;

/**
 * What a request brought along, before anybody has looked into it. Immutable and thread-safe; shows
 * no credential.
 *
 * @param credential what the caller shall be known by
 * @param refreshCookie the refresh token, where it travels in a cookie
 * @param session what it carries as its session beside the credential
 * @param sender what it shows of whoever sent it
 * @param isNavigation whether a browser is going to a page, by a safe method: only then the refresh
 *     token is used without being asked for, since nobody else can do it for a page
 */
public record Brought(
    Presented credential,
    Presented refreshCookie,
    Presented session,
    Sender sender,
    boolean isNavigation) {

  /** Refuses null. */
  public Brought {
    requireNonNull(credential, "credential");
    requireNonNull(refreshCookie, "refreshCookie");
    requireNonNull(session, "session");
    requireNonNull(sender, "sender");
  }

  /** Only this, which is not bound to anybody. */
  public static Brought only(Presented credential) {
    return new Brought(
        credential, new Presented.None(), new Presented.None(), Sender.UNSEEN, false);
  }

  /** Why the request can be read in more than one way, as a word for the log; empty if not. */
  public Optional<String> ambiguity() {
    if (credential instanceof Presented.Ambiguous ambiguous) {
      return Optional.of(ambiguous.reasonCode());
    }
    if (refreshCookie instanceof Presented.Ambiguous ambiguous) {
      return Optional.of("refresh-" + ambiguous.reasonCode());
    }
    return session instanceof Presented.Ambiguous ambiguous
        ? Optional.of("session-" + ambiguous.reasonCode())
        : Optional.empty();
  }

  Optional<String> credentialText() {
    return textOf(credential);
  }

  Optional<String> refreshToken() {
    return textOf(refreshCookie);
  }

  /** The token that may be used to carry the login on while a page is asked for. */
  Optional<String> silentRefreshToken() {
    return isNavigation ? refreshToken() : Optional.empty();
  }

  Optional<String> sessionText() {
    return textOf(session);
  }

  boolean isPersonal() {
    return credentialText().isPresent() || refreshToken().isPresent() || sessionText().isPresent();
  }

  private static Optional<String> textOf(Presented presented) {
    return presented instanceof Presented.One one
        ? Optional.of(one.credential())
        : Optional.empty();
  }
}
