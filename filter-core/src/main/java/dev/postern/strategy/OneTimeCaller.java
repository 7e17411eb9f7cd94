package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody for the length of one request: there is no session, and nothing to hand out or to take
 * back. Thread-safe.
 */
final class OneTimeCaller implements Caller {

  private volatile Optional<Identity> identity;

  OneTimeCaller(Optional<Identity> identity) {
    this.identity = identity;
  }

  @Override
  public Optional<Identity> identity() {
    return identity;
  }

  @Override
  public Optional<ManagedSession> session() {
    return Optional.empty();
  }

  @Override
  public ManagedSession openSession() {
    throw new IllegalStateException(
        "A request with a one-time token has no HttpSession. Use getSession(false).");
  }

  @Override
  public void login(Identity newIdentity, Device device) {
    throw new IllegalStateException("A request with a one-time token cannot log in.");
  }

  /** There is no session to begin. */
  @Override
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    openSession();
    return false;
  }

  @Override
  public void logout() {
    identity = Optional.empty();
  }

  @Override
  public Optional<Caller> reopen(ManagedSession session, Instant later) {
    return Optional.empty();
  }

  @Override
  public CommitResult commit() {
    return new CommitResult.Keep();
  }
}
