package dev.postern.strategy;

import dev.postern.denylist.DenylistReplica;
import dev.postern.session.ManagedSession;
import dev.postern.session.SessionKeys;
import dev.postern.session.SessionManager;
import java.time.Instant;
import java.util.Optional;

/**
 * Server sessions.
 *
 * <ol>
 *   <li>the MAC of the id is checked, without the store;
 *   <li>the record is fetched, in one trip;
 *   <li>the identity in it, if somebody logged in and no cut-off is about that, is the caller's.
 * </ol>
 *
 * <p>Revocation is immediate, at the price of one store trip for each request. Thread-safe.
 */
public final class SessionStrategy implements AuthenticationStrategy {

  /** The word of the setting {@code strategy}. */
  public static final String NAME = "session";

  private final SessionKeys keys;
  private final SessionCallers callers;

  /**
   * Puts the parts together.
   *
   * @param sessions the records
   * @param keys seal and open the ids
   * @param denylist knows the cut-offs
   */
  public SessionStrategy(SessionManager sessions, SessionKeys keys, DenylistReplica denylist) {
    this.keys = keys;
    this.callers =
        new SessionCallers(
            sessions,
            (session, now) -> new IssuedCredential(keys.seal(session.id()), session.expiresAt()),
            denylist);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    return keys.open(credential)
        .map(id -> callers.find(id, now))
        .orElseGet(() -> new AuthenticationResult.Rejected(RejectionReason.FORGED));
  }

  @Override
  public void revoke(String credential, Instant now) {
    keys.open(credential).ifPresent(callers.sessions()::end);
  }

  @Override
  public Caller anonymous(Instant now) {
    return callers.anonymous(now);
  }

  @Override
  public Optional<Caller> adopt(ManagedSession session, Instant now) {
    return callers.adopt(session, now);
  }
}
