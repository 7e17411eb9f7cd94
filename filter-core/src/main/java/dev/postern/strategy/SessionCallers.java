package dev.postern.strategy;

import dev.postern.session.ManagedSession;
import dev.postern.session.SessionId;
import dev.postern.session.SessionManager;
import java.time.Instant;
import java.util.Optional;

/**
 * What the strategies with a session record share: they differ only in the credential that refers
 * to it. Immutable and thread-safe.
 *
 * @param sessions the records
 * @param credentials how a reference to one is written
 */
record SessionCallers(SessionManager sessions, SessionCredentials credentials) {

  /** The caller behind a reference that was proved genuine. */
  AuthenticationResult find(SessionId id, Instant now) {
    return sessions
        .find(id, now)
        .map(session -> present(session, now))
        .orElseGet(() -> new AuthenticationResult.Rejected(RejectionReason.NO_SESSION));
  }

  Caller anonymous(Instant now) {
    return new SessionCaller(this, null, now);
  }

  private AuthenticationResult present(ManagedSession session, Instant now) {
    Caller caller = new SessionCaller(this, session, now);
    Optional<AuthenticationResult> authenticated =
        caller.identity().map(identity -> new AuthenticationResult.Authenticated(caller));
    return authenticated.orElseGet(() -> new AuthenticationResult.Anonymous(caller));
  }
}
