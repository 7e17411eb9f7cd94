package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One caller during one request: who they are now, the session they may have, and how both change.
 * Changes take effect at {@link #commit()}, except {@link #logout()}, which is confirmed before it
 * returns. May be used by the threads of one request, asynchronous ones included.
 */
public interface Caller {

  /** Who this is, or empty while nobody has logged in. */
  Optional<Identity> identity();

  /** The live session, if there is one; never begins one. */
  Optional<ManagedSession> session();

  /** Names the session or the grant by which the caller is signed in, if it is one or the other. */
  default Optional<String> handle() {
    return session().map(ManagedSession::recordId);
  }

  /**
   * The live session; begins one if there is none.
   *
   * @throws IllegalStateException if the strategy keeps no session
   */
  ManagedSession openSession();

  /**
   * Makes this identity the caller's. A session changes its id (ASVS 7.2.4) and keeps its
   * attributes, unless it belonged to another subject: then it is ended and a new one begun.
   *
   * @param device where the login comes from
   * @throws dev.postern.identity.TooManySessionsException if the subject has as many sessions as it
   *     may have; the caller is who they were
   * @throws dev.postern.store.StoreException if another subject's session could not be ended
   */
  void login(Identity identity, Device device);

  /**
   * Compare-and-set of one attribute of the live session, at once and not at the commit; see {@link
   * dev.postern.session.SessionManager#replaceAttribute}. Begins a session if there is none.
   *
   * @throws IllegalStateException if the strategy keeps no session
   * @throws dev.postern.store.StoreException if the store cannot be asked
   */
  boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value);

  /**
   * Takes the credential back: the session is ended, or the token denied. Returns when that is
   * confirmed.
   *
   * @throws dev.postern.store.StoreException if it could not be confirmed
   */
  void logout();

  /**
   * The caller of this session in a request of its own, after this one; empty if the session has
   * ended, or its id has become another one since.
   *
   * @throws dev.postern.store.StoreException if it cannot be found now
   */
  Optional<Caller> reopen(ManagedSession session, Instant later);

  /**
   * Says what the client must be told about a session that travels beside the credential, if it
   * does; never {@link CommitResult.SendAs}. To be called before {@link #commit()}, so that one
   * that cannot be saved leaves everything as it was.
   *
   * @throws IllegalStateException if it is too large
   * @throws dev.postern.store.StoreException if it could not be saved
   */
  default CommitResult commitSession() {
    return new CommitResult.Keep();
  }

  /**
   * Saves what changed since the last commit, and says what the client must be told.
   *
   * @throws dev.postern.store.StoreException if it could not be saved
   */
  CommitResult commit();
}
