package dev.postern.strategy;

import dev.postern.identity.Identity;
import dev.postern.session.CarriedResult;
import dev.postern.session.CarriedSessions;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import dev.postern.session.SessionOwner;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An {@code HttpSession} that the client carries, sealed and bound to the login that the token
 * stands for: to its grant if there is one, so that it outlives the token, else to the token.
 */
final class CarriedTokenSession implements TokenSession {

  private final CarriedSessions sessions;
  private final Optional<String> brought;
  private final Instant now;

  private SessionOwner owner;
  private @Nullable ManagedSession session;
  private boolean isLookedAt;

  /** What came belongs to a login that may go on: no answer to a stranger may replace it. */
  private boolean isAnothers;

  /** What came is of a login that another one took the place of. */
  private boolean owesClearing;

  CarriedTokenSession(
      CarriedSessions sessions, Optional<String> brought, SessionOwner owner, Instant now) {
    this.sessions = sessions;
    this.brought = brought;
    this.owner = owner;
    this.now = now;
  }

  static TokenSessions of(CarriedSessions sessions) {
    return (brought, identity, held, now) ->
        new CarriedTokenSession(sessions, brought, ownerOf(identity, held), now);
  }

  private static SessionOwner ownerOf(Optional<Identity> identity, Optional<HeldToken> held) {
    return identity
        .flatMap(known -> held.map(token -> ownerOf(known, token)))
        .orElse(SessionOwner.NOBODY);
  }

  private static SessionOwner ownerOf(Identity identity, HeldToken held) {
    String login = held.handle().map(handle -> "sid " + handle).orElse("jti " + held.id());
    return new SessionOwner(identity.name(), login);
  }

  @Override
  public Optional<ManagedSession> current() {
    if (!isLookedAt) {
      isLookedAt = true;
      brought.ifPresent(this::look);
    }
    return Optional.ofNullable(session).filter(ManagedSession::isValid);
  }

  private void look(String text) {
    CarriedResult result = sessions.open(text, owner, now);
    if (result instanceof CarriedResult.Own own) {
      session = own.session();
    }
    isAnothers = result == CarriedResult.None.ANOTHERS;
  }

  @Override
  public ManagedSession open() {
    ManagedSession open = current().orElseGet(() -> sessions.begin(now));
    session = open;
    return open;
  }

  /** Nobody but the client knows what it holds, so there is nothing to compare with. */
  @Override
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    throw new IllegalStateException(
        "http-session: with \"token\" there is no compare-and-set, because no server knows the"
            + " session. Use setAttribute, or strategy stateful-jwt.");
  }

  @Override
  public void login(Identity identity, HeldToken held, Device device) {
    Optional<ManagedSession> live = current();
    boolean isOthers = !owner.isNobody() && !owner.subject().equals(identity.name());
    owner = ownerOf(identity, held);
    owesClearing = brought.isPresent();
    isAnothers = false;
    if (isOthers) {
      live.ifPresent(sessions::end);
    } else {
      live.ifPresent(kept -> sessions.login(kept, now));
    }
  }

  @Override
  public void logout() {
    current().ifPresent(sessions::end);
    owner = SessionOwner.NOBODY;
    isAnothers = false;
  }

  @Override
  public Optional<Caller> reopen(ManagedSession asked, Instant later) {
    throw new IllegalStateException(
        "http-session: with \"token\" a session cannot be used when its request is over, because"
            + " the client could not be told. Use strategy session or stateful-jwt.");
  }

  @Override
  public CommitResult commit() {
    Optional<CommitResult> news =
        current()
            .filter(open -> !isAnothers || !owner.isNobody())
            .flatMap(open -> sessions.seal(open, owner, now).map(text -> send(open, text)));
    boolean clears = news.isEmpty() && owesClearing;
    owesClearing = false;
    return news.orElseGet(() -> clears ? new CommitResult.Clear() : new CommitResult.Keep());
  }

  private static CommitResult send(ManagedSession open, String text) {
    return new CommitResult.Send(new IssuedCredential(text, open.expiresAt()));
  }
}
