package dev.postern.strategy;

import dev.postern.denylist.DenylistReplica;
import dev.postern.identity.Identity;
import dev.postern.session.ManagedSession;
import dev.postern.session.SessionId;
import dev.postern.session.SessionManager;
import dev.postern.token.JwtIssuer;
import dev.postern.token.JwtResult;
import dev.postern.token.JwtVerifier;
import dev.postern.token.TokenType;
import dev.postern.token.VerifiedJwt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens by reference: a signed JWT whose {@code sid} names a record in the store.
 *
 * <ol>
 *   <li>the signature and the claims are checked, without the store;
 *   <li>the record that {@code sid} names is fetched, in one trip;
 *   <li>the token's {@code sub} is the record's owner, and no cut-off is about the login, or the
 *       token is refused.
 * </ol>
 *
 * <p>Revocation is immediate, at the price of one store trip for each request; other parties can
 * tell a genuine token, but not whether it was taken back. Thread-safe.
 */
public final class StatefulJwtStrategy implements AuthenticationStrategy {

  /** The word of the setting {@code strategy}. */
  public static final String NAME = "stateful-jwt";

  private final JwtVerifier verifier;
  private final SessionCallers callers;

  /**
   * Puts the parts together.
   *
   * @param sessions the records
   * @param issuer signs references
   * @param verifier checks them
   * @param denylist knows the cut-offs
   */
  public StatefulJwtStrategy(
      SessionManager sessions, JwtIssuer issuer, JwtVerifier verifier, DenylistReplica denylist) {
    this.verifier = verifier;
    this.callers =
        new SessionCallers(sessions, (session, now) -> refer(issuer, session, now), denylist);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    JwtResult result = verifier.verify(credential, TokenType.SESSION, now);
    return result instanceof JwtResult.Verified verified
        ? find(verified.jwt(), now)
        : Rejections.of(result);
  }

  @Override
  public void revoke(String credential, Instant now) {
    if (verifier.verify(credential, TokenType.SESSION, now)
        instanceof JwtResult.Verified verified) {
      sessionOf(verified.jwt()).ifPresent(callers.sessions()::end);
    }
  }

  @Override
  public Caller anonymous(Instant now) {
    return callers.anonymous(now);
  }

  @Override
  public Optional<Caller> adopt(ManagedSession session, Instant now) {
    return callers.adopt(session, now);
  }

  private AuthenticationResult find(VerifiedJwt jwt, Instant now) {
    return sessionOf(jwt)
        .map(id -> callers.find(id, now))
        .filter(result -> isOwnedBy(jwt.subject(), result))
        .orElseGet(() -> new AuthenticationResult.Rejected(RejectionReason.NO_SESSION));
  }

  private static Optional<SessionId> sessionOf(VerifiedJwt jwt) {
    return jwt.text("sid").flatMap(SessionId::parse);
  }

  /** A record that somebody else owns must not answer for this token, however it came to that. */
  private static boolean isOwnedBy(Optional<String> subject, AuthenticationResult result) {
    return !(result instanceof AuthenticationResult.Authenticated authenticated)
        || authenticated.caller().identity().map(Identity::name).equals(subject);
  }

  private static IssuedCredential refer(JwtIssuer issuer, ManagedSession session, Instant now) {
    Map<String, Object> claims = new LinkedHashMap<>();
    session.identity().ifPresent(identity -> claims.put("sub", identity.name()));
    claims.put("sid", session.id().text());
    JwtIssuer.Issued jwt = issuer.issue(TokenType.SESSION, claims, now, session.expiresAt());
    return new IssuedCredential(jwt.text(), jwt.expiresAt());
  }
}
