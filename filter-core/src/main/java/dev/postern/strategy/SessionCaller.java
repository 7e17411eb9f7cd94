package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A caller whose identity lives in a session record. Thread-safe: the threads of one asynchronous
 * request may share it.
 */
final class SessionCaller implements Caller {

  private final SessionCallers origin;
  private final Instant now;
  private @Nullable ManagedSession session;
  private boolean loggedOut;

  SessionCaller(SessionCallers origin, @Nullable ManagedSession session, Instant now) {
    this.origin = origin;
    this.session = session;
    this.now = now;
  }

  @Override
  public synchronized Optional<Identity> identity() {
    return session().flatMap(ManagedSession::identity);
  }

  @Override
  public synchronized Optional<ManagedSession> session() {
    return Optional.ofNullable(session).filter(ManagedSession::isValid);
  }

  @Override
  public synchronized ManagedSession openSession() {
    ManagedSession open = session().orElseGet(this::begin);
    session = open;
    return open;
  }

  /** Whoever ended the session that this request came with may have given the client another. */
  private ManagedSession begin() {
    return session == null ? origin.sessions().begin(now) : origin.sessions().beginDetached(now);
  }

  @Override
  public synchronized void login(Identity identity, Device device) {
    session = origin.sessions().login(openSession(), identity, device, now);
  }

  @Override
  public synchronized boolean replaceAttribute(
      String name, @Nullable Object expected, @Nullable Object value) {
    return origin.sessions().replaceAttribute(openSession(), name, expected, value, now);
  }

  @Override
  public synchronized void logout() {
    ManagedSession ending = session;
    if (ending != null) {
      origin.sessions().end(ending);
      session = null;
    }
    loggedOut = true;
  }

  /** A session that is found as a new one is not the one that was asked for. */
  @Override
  public Optional<Caller> reopen(ManagedSession asked, Instant later) {
    return origin
        .sessions()
        .find(asked.id(), later)
        .filter(found -> found.recordId().equals(asked.recordId()))
        .map(found -> new SessionCaller(origin, found, later));
  }

  @Override
  public synchronized CommitResult commit() {
    return session().map(this::save).orElseGet(this::nothingToKeep);
  }

  /**
   * A session that was ended meanwhile is left alone, and so is the client's credential: it may
   * already be the one of a later login.
   */
  private CommitResult save(ManagedSession open) {
    return switch (origin.sessions().save(open, now)) {
      case SAVED_UNDER_NEW_ID -> new CommitResult.Send(origin.credentials().of(open, now));
      case SAVED, UNCHANGED, GONE -> new CommitResult.Keep();
    };
  }

  private CommitResult nothingToKeep() {
    return loggedOut ? new CommitResult.Clear() : new CommitResult.Keep();
  }
}
