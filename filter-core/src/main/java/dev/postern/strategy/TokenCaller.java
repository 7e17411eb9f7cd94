package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose identity lives in the token itself. Thread-safe: the threads of one asynchronous
 * request may share it.
 */
final class TokenCaller implements Caller {

  private final TokenCallers origin;
  private final Instant now;
  private @Nullable Identity identity;
  private @Nullable HeldToken held;
  private @Nullable CommitResult unsent;

  private TokenCaller(TokenCallers origin, Instant now) {
    this.origin = origin;
    this.now = now;
  }

  static TokenCaller anonymous(TokenCallers origin, Instant now) {
    return new TokenCaller(origin, now);
  }

  static TokenCaller holding(TokenCallers origin, Identity identity, HeldToken held, Instant now) {
    TokenCaller caller = new TokenCaller(origin, now);
    caller.identity = identity;
    caller.held = held;
    return caller;
  }

  static TokenCaller signedIn(
      TokenCallers origin, Identity identity, TokenCallers.NewTokens tokens, Instant now) {
    TokenCaller caller = holding(origin, identity, tokens.held(), now);
    caller.unsent = tokens.news();
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

  @Override
  public synchronized Optional<String> handle() {
    return Optional.ofNullable(held).flatMap(HeldToken::handle);
  }

  /**
   * Without a grant the device is not kept: there is no record that could hold it. The grant of the
   * login before ends, as an old session id does.
   */
  @Override
  public synchronized void login(Identity newIdentity, Device device) {
    Optional<HeldToken> replaced = Optional.ofNullable(held);
    TokenCallers.NewTokens tokens = origin.login(newIdentity, device, now);
    identity = newIdentity;
    held = tokens.held();
    unsent = tokens.news();
    replaced.filter(old -> old.handle().isPresent()).ifPresent(old -> origin.end(old, now));
  }

  /** There is no session to begin. */
  @Override
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    openSession();
    return false;
  }

  @Override
  public synchronized void logout() {
    HeldToken leaving = held;
    if (leaving != null) {
      origin.end(leaving, now);
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
}
