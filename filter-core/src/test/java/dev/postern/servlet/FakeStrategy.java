package dev.postern.servlet;

import dev.postern.binding.Confirmation;
import dev.postern.identity.Identity;
import dev.postern.session.AttributeSettings;
import dev.postern.session.Device;
import dev.postern.session.ManagedSession;
import dev.postern.session.SessionKeys;
import dev.postern.session.SessionManager;
import dev.postern.session.SessionSealing;
import dev.postern.session.SessionSettings;
import dev.postern.session.SubjectLimit;
import dev.postern.store.KeepsReferences;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.strategy.AuthenticationResult;
import dev.postern.strategy.AuthenticationStrategy;
import dev.postern.strategy.Caller;
import dev.postern.strategy.CommitResult;
import dev.postern.strategy.IssuedCredential;
import dev.postern.strategy.RejectionReason;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps sessions in a map, and what was saved of them in another; thread-safe. */
final class FakeStrategy implements AuthenticationStrategy {

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  final AtomicInteger authentications = new AtomicInteger();
  final AtomicInteger commits = new AtomicInteger();
  volatile boolean broken;

  private final Map<String, FakeCaller> callers = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Object>> saved = new ConcurrentHashMap<>();
  private final SessionManager manager =
      new SessionManager(
          untouchedStore(),
          new SessionKeys(new byte[32]),
          new SessionSettings(
              Duration.ofMinutes(30),
              Duration.ofHours(12),
              Duration.ZERO,
              new SubjectLimit(100, SubjectLimit.WhenFull.OLDEST_OUT)),
          new SessionSealing(
              "fake",
              List.of(new byte[32]),
              new AttributeSettings(List.of(), 1 << 20, 1 << 22),
              FakeStrategy.class.getClassLoader()),
          new SecureRandom(),
          FakeEvents.unheard());

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public AuthenticationResult authenticate(String credential, Instant now) {
    authentications.incrementAndGet();
    failIfBroken();
    var caller = callers.get(credential);
    if (caller == null) {
      return new AuthenticationResult.Rejected(RejectionReason.NO_SESSION);
    }
    return caller.identity().isPresent()
        ? new AuthenticationResult.Authenticated(caller, Confirmation.NONE)
        : new AuthenticationResult.Anonymous(caller);
  }

  @Override
  public void revoke(String credential, Instant now) {
    if (authenticate(credential, now) instanceof AuthenticationResult.Authenticated known) {
      known.caller().logout();
    }
  }

  @Override
  public FakeCaller anonymous(Instant now) {
    return new FakeCaller();
  }

  /** What the next request with this credential would find. */
  Map<String, Object> saved(String credential) {
    return saved.getOrDefault(credential, Map.of());
  }

  /** A caller known by a credential, with one attribute. */
  String known(Optional<Identity> identity) {
    var caller = anonymous(NOW);
    caller.openSession().setAttribute("known", "yes");
    identity.ifPresent(who -> caller.login(who, Device.UNKNOWN));
    caller.commit();
    commits.set(0);
    return caller.told.orElseThrow();
  }

  static Identity alice() {
    return Identity.ofPassword("alice", java.util.Set.of("customer"), NOW);
  }

  private void failIfBroken() {
    if (broken) {
      throw new StoreException("fake: find", new IllegalStateException("broken"));
    }
  }

  private static SessionStore untouchedStore() {
    return (SessionStore)
        Proxy.newProxyInstance(
            FakeStrategy.class.getClassLoader(),
            new Class<?>[] {SessionStore.class, KeepsReferences.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            });
  }

  final class FakeCaller implements Caller {

    private Optional<ManagedSession> session = Optional.empty();
    private Optional<Identity> identity = Optional.empty();
    private Optional<String> told = Optional.empty();

    @Override
    public synchronized Optional<Identity> identity() {
      return identity;
    }

    @Override
    public synchronized Optional<ManagedSession> session() {
      return session.filter(ManagedSession::isValid);
    }

    @Override
    public synchronized ManagedSession openSession() {
      session = Optional.of(session().orElseGet(() -> manager.begin(NOW)));
      return session.get();
    }

    @Override
    public synchronized void login(Identity who, Device device) {
      openSession().renewId();
      identity = Optional.of(who);
    }

    @Override
    public boolean replaceAttribute(
        String name, @Nullable Object expected, @Nullable Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void logout() {
      failIfBroken();
      session().ifPresent(ManagedSession::invalidate);
      identity = Optional.empty();
      told.ifPresent(callers::remove);
      told = Optional.empty();
    }

    @Override
    public Optional<Caller> reopen(ManagedSession asked, Instant later) {
      return Optional.empty();
    }

    @Override
    public synchronized CommitResult commit() {
      commits.incrementAndGet();
      failIfBroken();
      var live = session().filter(it -> identity.isPresent() || !it.attributeNames().isEmpty());
      if (live.isEmpty()) {
        return new CommitResult.Keep();
      }
      var credential = live.get().id().text();
      saved.put(credential, attributesOf(live.get()));
      callers.put(credential, this);
      if (told.equals(Optional.of(credential))) {
        return new CommitResult.Keep();
      }
      told = Optional.of(credential);
      return new CommitResult.Send(
          new IssuedCredential(credential, NOW.plus(Duration.ofMinutes(30))));
    }

    private static Map<String, Object> attributesOf(ManagedSession live) {
      Map<String, Object> attributes = new TreeMap<>();
      live.attributeNames()
          .forEach(name -> attributes.put(name, String.valueOf(live.attribute(name))));
      return attributes;
    }
  }
}
