package dev.postern.strategy;

import dev.postern.binding.Confirmation;
import dev.postern.denylist.CredentialFacts;
import dev.postern.denylist.DenylistReplica;
import dev.postern.identity.Identity;
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
 * @param denylist knows the cut-offs: a login that was under way when everything of its subject was
 *     taken back leaves a session that nobody found
 */
record SessionCallers(
    SessionManager sessions, SessionCredentials credentials, DenylistReplica denylist) {

  /** The caller behind a reference that was proved genuine. */
  AuthenticationResult find(SessionId id, Instant now) {
    return sessions
        .find(id, now)
        .map(session -> present(session, now))
        .orElseGet(() -> new AuthenticationResult.Rejected(RejectionReason.NO_SESSION));
  }

  Caller of(ManagedSession session, Instant now) {
    return new SessionCaller(this, session, now);
  }

  /** What a client carries itself is in no store. */
  Optional<Caller> adopt(ManagedSession session, Instant now) {
    return session.isCarried() ? Optional.empty() : Optional.of(of(session, now));
  }

  Caller anonymous(Instant now) {
    return new SessionCaller(this, null, now);
  }

  private AuthenticationResult present(ManagedSession session, Instant now) {
    Caller caller = of(session, now);
    return caller
        .identity()
        .map(identity -> judge(caller, session, identity))
        .orElseGet(() -> new AuthenticationResult.Anonymous(caller));
  }

  private AuthenticationResult judge(Caller caller, ManagedSession session, Identity identity) {
    CredentialFacts facts =
        CredentialFacts.ofLogin(
            identity.name(), identity.authenticatedAt(), session.identityAsOf());
    Optional<RejectionReason> denied = Rejections.of(denylist.ask(facts));
    return denied.isPresent()
        ? new AuthenticationResult.Rejected(denied.get())
        : new AuthenticationResult.Authenticated(caller, Confirmation.NONE);
  }
}
