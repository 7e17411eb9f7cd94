package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller whom a credential named that is accepted and no longer issued. All is as its own kind
 * has it, until a login: that gives the kind which is issued, and ends the credential that it takes
 * the place of. Thread-safe: the threads of one asynchronous request may share it.
 */
final class AcceptedCaller implements Caller {

  private final AuthenticationStrategy issuing;
  private final String kind;
  private final Instant now;
  private Caller current;
  private boolean moved;
  private boolean loggedOut;

  /**
   * Somebody of another kind.
   *
   * @param issuing gives them their next credential
   * @param kind what the setting {@code strategy} calls the one they have
   */
  AcceptedCaller(AuthenticationStrategy issuing, String kind, Caller arrived, Instant now) {
    this.issuing = issuing;
    this.kind = kind;
    this.current = arrived;
    this.now = now;
  }

  @Override
  public synchronized Optional<Identity> identity() {
    return current.identity();
  }

  @Override
  public synchronized Optional<ManagedSession> session() {
    return current.session();
  }

  @Override
  public synchronized Optional<String> handle() {
    return current.handle();
  }

  @Override
  public synchronized ManagedSession openSession() {
    return current.openSession();
  }

  @Override
  public synchronized void login(Identity identity, Device device) {
    if (moved) {
      current.login(identity, device);
    } else {
      move(identity, device);
    }
  }

  /** A session lives on with its attributes where both kinds keep one. */
  private void move(Identity identity, Device device) {
    Optional<Caller> adopted = current.session().flatMap(session -> issuing.adopt(session, now));
    Caller next = adopted.orElseGet(() -> issuing.anonymous(now));
    next.login(identity, device);
    if (adopted.isEmpty()) {
      current.logout();
    }
    current = next;
    moved = true;
  }

  @Override
  public synchronized boolean replaceAttribute(
      String name, @Nullable Object expected, @Nullable Object value) {
    return current.replaceAttribute(name, expected, value);
  }

  @Override
  public synchronized void logout() {
    current.logout();
    current = issuing.anonymous(now);
    moved = true;
    loggedOut = true;
  }

  @Override
  public synchronized Optional<Caller> reopen(ManagedSession session, Instant later) {
    return current.reopen(session, later);
  }

  @Override
  public synchronized CommitResult commitSession() {
    return current.commitSession();
  }

  @Override
  public synchronized CommitResult commit() {
    CommitResult result = current.commit();
    if (result instanceof CommitResult.Send send && !moved) {
      return new CommitResult.SendAs(kind, send);
    }
    return result instanceof CommitResult.Keep && isNobody() ? new CommitResult.Clear() : result;
  }

  private boolean isNobody() {
    return loggedOut && current.identity().isEmpty() && current.session().isEmpty();
  }
}
