package dev.postern.strategy;

import dev.postern.denylist.DenylistReplica;
import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import dev.postern.token.JwtIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose identity lives in the token itself. Thread-safe: the threads of one asynchronous
 * request may share it.
 */
final class TokenCaller implements Caller {

  /** No clock skew that a verifier may tolerate is longer, so a denial outlives its token. */
  private static final Duration LONGEST_SKEW = Duration.ofMinutes(5);

  private final AccessTokens tokens;
  private final DenylistReplica denylist;
  private final Instant now;
  private @Nullable Identity identity;
  private @Nullable Held held;
  private @Nullable CommitResult unsent;

  private TokenCaller(AccessTokens tokens, DenylistReplica denylist, Instant now) {
    this.tokens = tokens;
    this.denylist = denylist;
    this.now = now;
  }

  static TokenCaller anonymous(AccessTokens tokens, DenylistReplica denylist, Instant now) {
    return new TokenCaller(tokens, denylist, now);
  }

  static TokenCaller holding(
      AccessTokens tokens, DenylistReplica denylist, Instant now, Identity identity, Held held) {
    TokenCaller caller = new TokenCaller(tokens, denylist, now);
    caller.identity = identity;
    caller.held = held;
    return caller;
  }

  @Override
  public synchronized Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  @Override
  public Optional<ManagedSession> session() {
    return Optional.empty();
  }

  @Override
  public ManagedSession openSession() {
    throw new IllegalStateException(
        "strategy: \"stateless-jwt\" keeps no HttpSession on this path. Use getSession(false), or"
            + " declare the path with strategy session or stateful-jwt.");
  }

  /** The device is not kept: there is no record that could hold it. */
  @Override
  public synchronized void login(Identity newIdentity, Device device) {
    JwtIssuer.Issued issued = tokens.issue(newIdentity, now);
    identity = newIdentity;
    held = new Held(issued.id(), issued.expiresAt());
    unsent = new CommitResult.Send(new IssuedCredential(issued.text(), issued.expiresAt()));
  }

  /** There is no session to begin. */
  @Override
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    openSession();
    return false;
  }

  @Override
  public synchronized void logout() {
    Held leaving = held;
    if (leaving != null) {
      denylist.denyToken(leaving.id(), leaving.expiresAt().plus(LONGEST_SKEW));
    }
    identity = null;
    held = null;
    unsent = new CommitResult.Clear();
  }

  @Override
  public Optional<Caller> reopen(ManagedSession session, Instant later) {
    return Optional.empty();
  }

  @Override
  public synchronized CommitResult commit() {
    CommitResult result = unsent == null ? new CommitResult.Keep() : unsent;
    unsent = null;
    return result;
  }

  /**
   * The token that the caller holds, as far as taking it back needs it.
   *
   * @param id its {@code jti}
   * @param expiresAt from then on it is refused anyway
   */
  record Held(String id, Instant expiresAt) {}
}
