package dev.postern.session;

import static dev.postern.session.SaveResult.SAVED;
import static dev.postern.session.SaveResult.SAVED_UNDER_NEW_ID;
import static dev.postern.session.SaveResult.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The budget of DESIGN 6, counted. */
class RoundTripTest extends SessionFixture {

  @Test
  void noCredentialAndNothingPutInCostsNothing() {
    ManagedSession session = manager.begin(now());

    assertThat(manager.save(session, now())).isEqualTo(UNCHANGED);
    assertThat(store.tripsSinceLast()).isZero();
  }

  @Test
  void aForgedCredentialCostsNothing() {
    assertThat(keys.open("A".repeat(43) + "." + "A".repeat(43))).isEmpty();
    assertThat(store.tripsSinceLast()).isZero();
  }

  @Test
  void aStaleCredentialCostsOneTripAndThenNone() {
    SessionId id = storedSession();
    manager.end(id);
    store.tripsSinceLast();

    assertThat(manager.find(id, now())).isEmpty();
    assertThat(store.tripsSinceLast()).isEqualTo(1);

    for (int request = 0; request < 10; request++) {
      assertThat(manager.find(id, now())).isEmpty();
    }
    assertThat(store.tripsSinceLast()).isZero();
  }

  @Test
  void aSessionThatWasAskedForBeforeItWasStoredIsFoundAfterwards() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("first", "1");
    assertThat(manager.find(session.id(), now())).isEmpty();

    manager.save(session, now());

    assertThat(manager.find(session.id(), now())).isPresent();
  }

  @Test
  void aReadCostsOneTripWhateverItReads() {
    SessionId id = storedSession();

    ManagedSession session = found(id);
    session.attribute("first");
    session.attributeNames();

    assertThat(manager.save(session, now())).isEqualTo(UNCHANGED);
    assertThat(store.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aWriteCostsTwoTripsWhetherOneAttributeOrFive() {
    SessionId id = storedSession();

    for (int attributes : new int[] {1, 5}) {
      ManagedSession session = found(id);
      for (int n = 0; n < attributes; n++) {
        session.setAttribute("a" + n, n);
      }

      assertThat(manager.save(session, now())).isEqualTo(SAVED);
      assertThat(manager.save(session, now())).isEqualTo(UNCHANGED);
      assertThat(store.tripsSinceLast()).isEqualTo(2);
    }
  }

  @Test
  void aLoginToANewSessionCostsOneTrip() {
    ManagedSession session =
        manager.login(manager.begin(now()), identity("alice"), Device.UNKNOWN, now());

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);
    assertThat(store.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aLoginToAStoredSessionCostsTwoTrips() {
    SessionId id = storedSession();

    ManagedSession session = manager.login(found(id), identity("alice"), Device.UNKNOWN, now());

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);
    assertThat(store.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void anIdChangeWithAWriteCostsTwoTrips() {
    SessionId id = storedSession();

    ManagedSession session = found(id);
    session.renewId();
    session.setAttribute("a", 1);

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);
    assertThat(store.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void aLogoutCostsOneTripAfterTheLookUp() {
    ManagedSession session = found(storedSession());
    store.tripsSinceLast();

    manager.end(session);
    manager.save(session, now());

    assertThat(store.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void aLogoutByIdAloneCostsOneTrip() {
    SessionId id = storedSession();

    assertThat(manager.end(id)).isTrue();
    assertThat(store.tripsSinceLast()).isEqualTo(1);
    assertThat(manager.end(id)).isFalse();
  }

  @Test
  void withinTheGraceOfAnIdChangeARequestCostsTwoTrips() {
    SessionId old = storedSession();
    ManagedSession session = found(old);
    session.renewId();
    manager.save(session, now());
    store.tripsSinceLast();

    assertThat(manager.find(old, now())).isPresent();
    assertThat(store.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void readsTouchOnceInSixtySecondsAndTheTouchRidesOnTheLookUp() {
    SessionId id = storedSession();
    store.touchesSinceLast();

    for (int second = 0; second < 300; second++) {
      clock.advance(Duration.ofSeconds(1));
      found(id);
    }

    assertThat(store.touchesSinceLast()).isEqualTo(5);
    assertThat(store.tripsSinceLast()).isEqualTo(300);
  }

  @Test
  void aShortIdleTimeoutIsTouchedEveryTenthOfIt() {
    SessionId id = storedSession();
    ManagedSession session = found(id);
    session.setMaxInactive(Duration.ofSeconds(50));
    manager.save(session, now());
    store.touchesSinceLast();
    store.tripsSinceLast();

    for (int second = 0; second < 100; second++) {
      clock.advance(Duration.ofSeconds(1));
      found(id);
    }

    assertThat(store.touchesSinceLast()).isEqualTo(20);
    assertThat(store.tripsSinceLast()).isEqualTo(100);
  }

  @Test
  void anotherNodeThatShortensTheTimeoutLosesNoTouchOfThisOne() {
    SessionId id = storedSession();
    SessionManager other = newNode();
    ManagedSession there = other.find(id, now()).orElseThrow();
    there.setMaxInactive(Duration.ofSeconds(20));
    other.save(there, now());

    for (int second = 0; second < 60; second += 10) {
      clock.advance(Duration.ofSeconds(10));
      assertThat(manager.find(id, now())).isPresent();
    }
  }
}
