package dev.postern.store.contract;

import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import dev.postern.session.AttributeSettings;
import dev.postern.session.Device;
import dev.postern.session.EndObserver;
import dev.postern.session.ManagedSession;
import dev.postern.session.SessionKeys;
import dev.postern.session.SessionManager;
import dev.postern.session.SessionSealing;
import dev.postern.session.SessionSettings;
import dev.postern.session.SubjectLimit;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One node, as users see it who may have one session each. Thread-safe. */
final class LoginsAtTheBound {

  /** What a user is told. */
  enum Answer {
    IN,
    REFUSED,
    COME_AGAIN
  }

  private static final EndObserver NOBODY =
      new EndObserver() {
        @Override
        public boolean isInterested() {
          return false;
        }

        @Override
        public void ended(ManagedSession session) {}
      };

  private final Clock clock;
  private final SessionManager sessions;

  LoginsAtTheBound(SessionStore store, Clock clock) {
    this.clock = clock;
    this.sessions =
        new SessionManager(
            store,
            new SessionKeys(new byte[32]),
            new SessionSettings(
                StoreFixture.IDLE,
                StoreFixture.DEADLINE,
                Duration.ZERO,
                new SubjectLimit(1, SubjectLimit.WhenFull.REFUSE)),
            new SessionSealing(
                "bound",
                List.of(new byte[32]),
                new AttributeSettings(List.of(), 1 << 20, 1 << 22),
                LoginsAtTheBound.class.getClassLoader()),
            new SecureRandom(),
            NOBODY);
  }

  Answer login(String name) {
    Identity identity = Identity.ofPassword(name, Set.of("customer"), clock.instant());
    try {
      sessions.login(sessions.begin(clock.instant()), identity, Device.UNKNOWN, clock.instant());
      return Answer.IN;
    } catch (TooManySessionsException e) {
      return Answer.REFUSED;
    } catch (StoreException e) {
      return Answer.COME_AGAIN;
    }
  }
}
