package dev.postern;

import static java.util.Objects.requireNonNull;

import dev.postern.identity.SessionSummary;
import dev.postern.session.AllLogins;
import dev.postern.session.SubjectLogins;
import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;

/**
 * The sessions and grants of any user, for administration and for background work without a
 * request, such as after an account was closed:
 *
 * <pre>{@code
 * Sessions.of(servletContext).endAll("alice");
 * }</pre>
 *
 * <p>Covers the strategies {@code session} and {@code stateful-jwt} of one {@code app}, on all its
 * nodes, and the grants behind refresh tokens, whose access tokens end with them. A stateless token
 * without a grant is not covered. A login that is under way at the same moment is not covered:
 * change what it is checked against first. Every method throws {@link
 * dev.postern.store.StoreException} if the store cannot be asked. Thread-safe.
 */
public final class Sessions {

  private final SubjectLogins sessions;

  private Sessions(SubjectLogins sessions) {
    this.sessions = sessions;
  }

  /**
   * Of the only app of this web application.
   *
   * @throws IllegalStateException if there are several, or no filter has started that keeps
   *     sessions or grants
   */
  public static Sessions of(ServletContext context) {
    return of(ServicesPool.in(context).only());
  }

  /**
   * Of one app of this web application.
   *
   * @param app the value of the setting {@code app}
   * @throws IllegalStateException if no filter of that app has started that keeps sessions or
   *     grants
   */
  public static Sessions of(ServletContext context, String app) {
    return of(ServicesPool.in(context).of(app));
  }

  private static Sessions of(Services services) {
    AllLogins logins = services.logins();
    if (logins.isEmpty()) {
      throw new IllegalStateException(
          "No filter of this app keeps sessions or grants; all have strategy stateless-jwt, and none"
              + " has refresh.path.");
    }
    return new Sessions(logins);
  }

  /** The live sessions and grants of this user, the one that was used last first. */
  public List<SessionSummary> list(String username) {
    return sessions.list(username, Optional.empty());
  }

  /**
   * Ends one session or grant, and returns when that is confirmed.
   *
   * @return whether the user had a session of this handle
   */
  public boolean end(String username, String handle) {
    return sessions.end(username, requireNonNull(handle, "handle"));
  }

  /**
   * Ends all sessions and grants of this user, and returns when that is confirmed.
   *
   * @return how many there were
   */
  public int endAll(String username) {
    return sessions.endAllBut(username, Optional.empty());
  }
}
