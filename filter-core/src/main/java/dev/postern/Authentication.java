package dev.postern;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.Identity;
import dev.postern.identity.SessionSummary;
import dev.postern.servlet.Exchange;
import dev.postern.strategy.IssuedCredential;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an application may ask of Postern during a request, beyond the Servlet API. For an
 * application that checks passwords itself, or has another way to know its callers:
 *
 * <pre>{@code
 * Identity alice = Identity.ofPassword("alice", Set.of("customer"), clock.instant());
 * Authentication.of(request).login(alice);
 * }</pre>
 *
 * <p>Belongs to one request; may be used by its threads.
 */
public final class Authentication {

  private final Exchange exchange;
  private final HttpServletRequest request;

  private Authentication(Exchange exchange, HttpServletRequest request) {
    this.exchange = exchange;
    this.request = request;
  }

  /**
   * Of this request.
   *
   * @throws IllegalStateException if no Postern filter serves its path
   */
  public static Authentication of(HttpServletRequest request) {
    return new Authentication(
        Exchange.current(request)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No Postern filter serves this path. Add it to the filter's URL patterns.")),
        request);
  }

  /** Who the caller is, or empty if nobody has logged in. */
  public Optional<Identity> identity() {
    return exchange.identity();
  }

  /**
   * Signs the caller in as an identity that the application has verified. The session id changes
   * (ASVS 7.2.4); a cookie, where the path uses one, goes out with the response.
   *
   * @return a bearer token for the application's own answer, where the path takes bearer tokens;
   *     one that is bound to a key ({@code token_type} {@code DPoP}) if the request has a proof and
   *     the path takes such
   * @throws IllegalStateException if the response is committed and a cookie could not be set any
   *     more; or if the token has to be bound ({@code dpop}, {@code mtls}), and the request shows
   *     nothing to bind it to: if the application lets that pass, the answer is 400
   * @throws dev.postern.identity.TooManySessionsException if {@code session.when-full} is {@code
   *     refuse} and the subject has as many sessions as it may have; the caller is who they were.
   *     If the application lets it pass, the answer is 409
   * @throws dev.postern.store.StoreException if the login could not be stored
   */
  public Optional<AccessToken> login(Identity identity) {
    if (exchange.isCommitted()) {
      throw new IllegalStateException("The response is committed; no credential could be sent.");
    }
    exchange.login(identity, request);
    exchange.commit();
    return exchange.issued().filter(issued -> exchange.takesBearer()).map(this::token);
  }

  /**
   * Ends the session, or denies the token. Returns when that is confirmed.
   *
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  public void logout() {
    exchange.logout();
  }

  /**
   * Compare-and-set of one session attribute: for a counter or a stock that several requests change
   * at the same time, of whose values the later save would otherwise win.
   *
   * <pre>{@code
   * Integer seen;
   * do {
   *   seen = (Integer) session.getAttribute("seen");
   * } while (!Authentication.of(request).replaceAttribute("seen", seen, seen == null ? 1 : seen + 1));
   * }</pre>
   *
   * <p>Happens in the store at once, not at the end of the request; other attributes are left
   * alone. Values are compared by {@code equals}. Whatever the outcome, {@code getAttribute} then
   * shows what is stored, and a value that this request had set under the name is dropped. Begins a
   * session if there is none and a value is to be set.
   *
   * @param expected what must be there; null if there must be nothing
   * @param value what shall be there; null if there shall be nothing
   * @return whether the expected value was there, and now the new one is
   * @throws IllegalStateException if the strategy keeps no session, the session has ended, or the
   *     value is too large
   * @throws IllegalArgumentException if a shared store must not hold objects of a class in it
   * @throws dev.postern.store.StoreException if the store cannot be asked; the value may have been
   *     set or not
   */
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    return exchange.replaceAttribute(requireNonNull(name, "name"), expected, value);
  }

  /**
   * The caller's live sessions and grants of this {@code app}: that of this request first, then the
   * one that was used last. None for a caller who has not logged in. A stateless token without a
   * refresh token has neither.
   *
   * @throws dev.postern.store.StoreException if the store cannot be asked
   */
  public List<SessionSummary> sessions() {
    return exchange.ownSessions().list();
  }

  /**
   * Ends one of the caller's sessions or grants, and returns when that is confirmed. That of this
   * request ends as by {@link #logout()}.
   *
   * @param handle of one of {@link #sessions()}
   * @return false if the caller has no such session or grant, whoever else may have one
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  public boolean endSession(String handle) {
    return exchange.ownSessions().end(requireNonNull(handle, "handle"));
  }

  /**
   * Ends all of the caller's sessions and grants but that of this request, and returns when that is
   * confirmed; for example after a change of the password (ASVS 7.4.3).
   *
   * @return how many were ended
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  public int endOtherSessions() {
    return exchange.ownSessions().endOthers();
  }

  /**
   * What takes back credentials of the app whose filter serves this path.
   *
   * @throws IllegalStateException if the request has ended
   */
  public Revocation revocation() {
    return Revocation.of(request);
  }

  private AccessToken token(IssuedCredential issued) {
    return new AccessToken(
        issued.text(),
        issued.expiresAt(),
        exchange.issuedRefreshToken().map(IssuedCredential::text));
  }
}
