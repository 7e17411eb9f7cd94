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
  private final TokenSession session;
  private @Nullable Identity identity;
  private @Nullable HeldToken held;
  private @Nullable CommitResult unsent;

  private TokenCaller(
      TokenCallers origin, @Nullable Identity identity, @Nullable HeldToken held, Instant now) {
    this.origin = origin;
    this.identity = identity;
    this.held = held;
    this.now = now;
    this.session = origin.sessionOf(Optional.ofNullable(identity), Optional.ofNullable(held), now);
  }

  static TokenCaller anonymous(TokenCallers origin, Instant now) {
    return new TokenCaller(origin, null, null, now);
  }

  static TokenCaller holding(TokenCallers origin, Identity identity, HeldToken held, Instant now) {
    return new TokenCaller(origin, identity, held, now);
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
  public synchronized Optional<ManagedSession> session() {
    return session.current();
  }

  @Override
  public synchronized ManagedSession openSession() {
    return session.open();
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
    session.login(newIdentity, tokens.held(), device);
    replaced.filter(old -> old.handle().isPresent()).ifPresent(old -> origin.end(old, now));
  }

  @Override
  public synchronized boolean replaceAttribute(
      String name, @Nullable Object expected, @Nullable Object value) {
    return session.replaceAttribute(name, expected, value);
  }

  @Override
  public synchronized void logout() {
    HeldToken leaving = held;
    if (leaving != null) {
      origin.end(leaving, now);
    }
    session.logout();
    identity = null;
    held = null;
    unsent = new CommitResult.Clear();
  }

  @Override
  public synchronized Optional<Caller> reopen(ManagedSession asked, Instant later) {
    return session.reopen(asked, later);
  }

  @Override
  public synchronized CommitResult commitSession() {
    return session.commit();
  }

  @Override
  public synchronized CommitResult commit() {
    CommitResult result = unsent == null ? new CommitResult.Keep() : unsent;
    unsent = null;
    return result;
  }
}
