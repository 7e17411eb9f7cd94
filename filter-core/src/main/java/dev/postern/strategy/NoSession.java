package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There is no {@code HttpSession}, and whoever asks for one is told so. Thread-safe. */
enum NoSession implements TokenSession {
  HERE;

  @Override
  public Optional<ManagedSession> current() {
    return Optional.empty();
  }

  @Override
  public ManagedSession open() {
    throw new IllegalStateException(
        "strategy: \"stateless-jwt\" keeps no HttpSession on this path. Use getSession(false), set"
            + " http-session, or declare the path with strategy session or stateful-jwt.");
  }

  /** There is no session to begin. */
  @Override
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    open();
    return false;
  }

  @Override
  public void login(Identity identity, HeldToken held, Device device) {}

  @Override
  public void logout() {}

  @Override
  public Optional<Caller> reopen(ManagedSession session, Instant later) {
    return Optional.empty();
  }

  @Override
  public CommitResult commit() {
    return new CommitResult.Keep();
  }
}
