package dev.postern.endpoint;

import dev.postern.binding.Confirmation;
import dev.postern.identity.Identity;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import dev.postern.store.StoreException;
import dev.postern.strategy.AuthenticationResult;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.Caller;
import dev.postern.strategy.CommitResult;
import dev.postern.strategy.IssuedCredential;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One caller, who may log in and out; the credential is "token-of-" and the name. */
final class FakeStrategy implements AuthenticationStrategy, Caller {

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  final List<String> events = new ArrayList<>();
  boolean broken;
  private Optional<Identity> identity = Optional.empty();
  private CommitResult news = new CommitResult.Keep();

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    identity = Optional.of(Identity.ofPassword("alice", Set.of(), now));
    return new AuthenticationResult.Authenticated(this, Confirmation.NONE);
  }

  @Override
  public void revoke(String credential, Instant now) {
    logout();
  }

  @Override
  public Caller anonymous(Instant now) {
    return this;
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
    throw new UnsupportedOperationException("No endpoint calls this.");
  }

  @Override
  public void login(Identity who, Device device) {
    events.add("login");
    identity = Optional.of(who);
    Instant end = NOW.plus(Duration.ofMinutes(5));
    news = new CommitResult.Send(new IssuedCredential("token-of-" + who.name(), end));
  }

  @Override
  public boolean replaceAttribute(String name, @Nullable Object expected, @Nullable Object value) {
    throw new UnsupportedOperationException("No endpoint calls this.");
  }

  @Override
  public void logout() {
    failIfBroken();
    events.add("logout");
    identity = Optional.empty();
  }

  @Override
  public Optional<Caller> reopen(ManagedSession session, Instant later) {
    throw new UnsupportedOperationException("No endpoint calls this.");
  }

  @Override
  public CommitResult commit() {
    failIfBroken();
    events.add("commit");
    CommitResult told = news;
    news = new CommitResult.Keep();
    return told;
  }

  private void failIfBroken() {
    if (broken) {
      throw new StoreException("fake", new IllegalStateException("down"));
    }
  }
}
