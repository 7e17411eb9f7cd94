package dev.postern;

import static java.util.Objects.requireNonNull;

import dev.postern.denylist.DenylistReplica;
import dev.postern.identity.Identity;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes back what was handed out, during a request or in the background:
 *
 * <pre>{@code
 * Revocation.of(servletContext).revokeUser("alice");
 * }</pre>
 *
 * <p>Covers all strategies of one {@code app}, on all its nodes. When a method returns, it is
 * confirmed: this node refuses at once, every other no later than {@code revocation.staleness}.
 * Every method throws {@link dev.postern.store.StoreException} if it could not be confirmed, which
 * makes the answer 503 if the application lets it pass; this node then refuses all the same, and
 * tries to tell the others until it succeeds. Asking again is harmless.
 *
 * <p>Times are compared, so the clocks of nodes must agree: by as much as they differ, what
 * happened on another node shortly before may stay valid, or what happened shortly after be void.
 * Thread-safe.
 */
public final class Revocation {

  private static final String ATTRIBUTE = Revocation.class.getName();

  private final Services services;
  private final Clock clock;

  Revocation(Services services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * Of the only app of this web application.
   *
   * @throws IllegalStateException if there are several, or no filter has started
   */
  public static Revocation of(ServletContext context) {
    return ServicesPool.in(context).only().revocation();
  }

  /**
   * Of one app of this web application.
   *
   * @param app the value of the setting {@code app}
   * @throws IllegalStateException if no filter of that app has started
   */
  public static Revocation of(ServletContext context, String app) {
    return ServicesPool.in(context).of(app).revocation();
  }

  /** Of the app whose filter serves this request. */
  static Revocation of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Revocation revocation) {
      return revocation;
    }
    throw new IllegalStateException("No Postern filter serves this request any more.");
  }

  /** Leaves itself on a request for {@link #of(HttpServletRequest)}. */
  void leaveOn(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /**
   * Takes back one access token.
   *
   * @param jti its id
   * @param expiresAt its {@code exp}
   */
  public void revokeToken(String jti, Instant expiresAt) {
    denylist().denyToken(requireNonNull(jti, "jti"), expiresAt.plus(Services.LONGEST_SKEW));
  }

  /**
   * Signs a user out on one device, and returns when that is confirmed.
   *
   * @param handle of one of the user's {@link Sessions}
   * @return whether the user was signed in there
   */
  public boolean revokeDevice(String username, String handle) {
    requireNonNull(handle, "handle");
    return services.logins().end(username, handle);
  }

  /**
   * Signs a user out everywhere, for example after a change of the password (ASVS 7.4.3). Logins
   * that began before are refused too, also those that are under way. Whoever is to stay signed in
   * signs in anew, with an instant of authentication that is taken after this returned.
   */
  public void revokeUser(String username) {
    Instant now = clock.instant();
    try {
      denylist().denySubject(username, now, end(now));
    } finally {
      // Also where the cut-off could not be confirmed: it holds here, and this on every node.
      services.logins().endAllBut(username, Optional.empty());
    }
  }

  /**
   * Gives a user other roles without signing them out.
   *
   * @see #reissue(String, UnaryOperator)
   */
  public void changeRoles(String username, Set<String> roles) {
    Set<String> copy = Set.copyOf(roles);
    reissue(username, identity -> identity.withRoles(copy));
  }

  /**
   * Changes who a user is, for example their roles or scopes, without signing them out. The next
   * request of each session sees it. Access tokens that say otherwise are void: whoever has a
   * refresh token changes it for new ones, others log in. A login in the very request that calls
   * this counts as made before.
   *
   * @param change from what the user was when they logged in to what they are now; keeps the name
   */
  public void reissue(String username, UnaryOperator<Identity> change) {
    Instant now = clock.instant();
    // First what replaces, then what voids: so no session is refused in between.
    services.logins().revise(username, change, now.plusNanos(1));
    denylist().wantReissue(username, now, end(now));
  }

  /** Signs everyone out, for example after an incident. Whoever logs in later gets in. */
  public void revokeEveryone() {
    Instant now = clock.instant();
    denylist().denyEveryone(now, end(now));
  }

  /**
   * Voids every token that a key has signed or will sign, at once, for as long as the longest
   * credential lives. Another key signs from then on; without one nobody can log in to what gives
   * tokens out (503). Take the key out of the key directory meanwhile.
   *
   * @param kid the id of the key
   */
  public void revokeKey(String kid) {
    denylist().denyKey(requireNonNull(kid, "kid"), end(clock.instant()));
  }

  private DenylistReplica denylist() {
    return services.denylist();
  }

  private Instant end(Instant now) {
    return now.plus(services.longestLife());
  }
}
