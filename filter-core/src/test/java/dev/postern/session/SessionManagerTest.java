package dev.postern.session;

import static dev.postern.session.SaveResult.GONE;
import static dev.postern.session.SaveResult.SAVED;
import static dev.postern.session.SaveResult.SAVED_UNDER_NEW_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.Identity;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionManagerTest extends SessionFixture {

  @Test
  void whatOneRequestSavesTheNextOneFinds() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("a", "1");
    session.setAttribute("b", "2");
    session.removeAttribute("b");

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);

    ManagedSession next = found(session.id());
    assertThat(next.attribute("a")).isEqualTo("1");
    assertThat(next.attributeNames()).containsExactly("a");
    assertThat(session.isNew()).isTrue();
    assertThat(next.isNew()).isFalse();
    assertThat(next.identity()).isEmpty();
  }

  @Test
  void aSessionThatWasEmptiedAgainBeforeItsFirstSaveIsNotStored() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("a", "1");
    session.removeAttribute("a");

    assertThat(manager.save(session, now())).isEqualTo(SaveResult.UNCHANGED);
    assertThat(manager.find(session.id(), now())).isEmpty();
  }

  @Test
  void anObjectChangedInPlaceIsSeenByTheNextRequest() {
    int[] counter = {0};
    ManagedSession session = manager.begin(now());
    session.setAttribute("counter", counter);
    manager.save(session, now());

    int[] seen = (int[]) found(session.id()).attribute("counter");

    assertThat(seen).isSameAs(counter);
  }

  @Test
  void aLoginChangesTheIdAndKeepsTheAttributes() {
    // STANDARDS: session fixation (ASVS 7.2.4), FAULTS T9
    SessionId planted = storedSession();

    ManagedSession session =
        manager.login(found(planted), identity("alice"), Device.UNKNOWN, now());
    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);

    assertThat(session.id()).isNotEqualTo(planted);
    assertThat(found(session.id()).identity()).map(Identity::name).contains("alice");
    assertThat(found(session.id()).attribute("first")).isEqualTo("1");
  }

  @Test
  void theIdFromBeforeALoginLeadsNowhereButTakesNothingAway() {
    SessionId planted = storedSession();
    manager.save(manager.login(found(planted), identity("alice"), Device.UNKNOWN, now()), now());

    ManagedSession nobody = newNode().find(planted, now()).orElseThrow();

    assertThat(nobody.identity()).isEmpty();
    assertThat(nobody.attributeNames()).isEmpty();
    assertThat(nobody.isNew()).isTrue();
    clock.advance(GRACE);
    assertThat(manager.find(planted, now())).isEmpty();
  }

  @Test
  void aRequestThatWasInFlightDuringALoginStillSaves() {
    SessionId id = storedSession();
    ManagedSession inFlight = found(id);
    ManagedSession login = manager.login(found(id), identity("alice"), Device.UNKNOWN, now());
    manager.save(login, now());

    inFlight.setAttribute("late", "x");

    assertThat(manager.save(inFlight, now())).isEqualTo(SAVED);
    assertThat(found(login.id()).attribute("late")).isEqualTo("x");
    assertThat(found(login.id()).identity()).isPresent();
  }

  @Test
  void anIdChangeThatWasInFlightDuringALoginIsHandedNoIdOfTheNewSession() {
    // The attacker holds the planted id, waits for the login and asks for an id change meanwhile.
    SessionId planted = storedSession();
    ManagedSession attacker = found(planted);
    attacker.renewId();
    manager.save(manager.login(found(planted), identity("alice"), Device.UNKNOWN, now()), now());

    SaveResult result = manager.save(attacker, now());

    assertThat(result).isEqualTo(SAVED);
    assertThat(manager.find(attacker.id(), now())).isEmpty();
  }

  @Test
  void aLoginOfAnotherSubjectEndsTheOldSessionAndInheritsNothing() {
    // FAULTS I3
    SessionId mallory = loggedIn("mallory");

    ManagedSession session =
        manager.login(found(mallory), identity("alice"), Device.UNKNOWN, now());
    manager.save(session, now());

    assertThat(found(session.id()).attributeNames()).isEmpty();
    assertThat(found(session.id()).identity()).map(Identity::name).contains("alice");
    leadsToNobody(mallory);
    clock.advance(GRACE);
    assertThat(manager.find(mallory, now())).isEmpty();
  }

  @Test
  void aRequestUnderTheIdOfTheFormerOwnerStoresNothingAndIsHandedNoId() {
    // Its cookie would take the place of the one that the login is about to hand out.
    SessionId old = loggedIn("mallory");
    ManagedSession alice = manager.login(found(old), identity("alice"), Device.UNKNOWN, now());
    ManagedSession during = newNode().find(old, now()).orElseThrow();
    manager.save(alice, now());
    ManagedSession after = newNode().find(old, now()).orElseThrow();
    during.setAttribute("late", "1");
    after.setAttribute("late", "2");

    assertThat(manager.save(during, now())).isEqualTo(SaveResult.UNCHANGED);
    assertThat(manager.save(after, now())).isEqualTo(SaveResult.UNCHANGED);

    assertThat(found(alice.id()).attributeNames()).isEmpty();
  }

  @Test
  void aRequestOfTheFormerOwnerThatIsInFlightSavesNothing() {
    SessionId old = loggedIn("mallory");
    ManagedSession inFlight = found(old);
    inFlight.setAttribute("late", "1");
    ManagedSession alice = manager.login(found(old), identity("alice"), Device.UNKNOWN, now());
    manager.save(alice, now());

    assertThat(manager.save(inFlight, now())).isEqualTo(GONE);

    assertThat(found(alice.id()).attributeNames()).isEmpty();
  }

  @Test
  void aLoginThatLosesToAnotherSubjectGetsASessionOfItsOwn() {
    SessionId planted = storedSession();
    ManagedSession alice = manager.login(found(planted), identity("alice"), Device.UNKNOWN, now());
    ManagedSession mallory =
        manager.login(found(planted), identity("mallory"), Device.UNKNOWN, now());
    mallory.setAttribute("planted", "x");
    manager.save(mallory, now());

    assertThat(manager.save(alice, now())).isEqualTo(SAVED_UNDER_NEW_ID);

    assertThat(found(alice.id()).identity()).map(Identity::name).contains("alice");
    assertThat(found(alice.id()).attributeNames()).isEmpty();
    leadsToNobody(mallory.id());
    leadsToNobody(planted);
  }

  @Test
  void withinTheGraceOfAnIdChangeTheOldIdFindsTheSession() {
    SessionId old = storedSession();
    ManagedSession session = found(old);
    session.renewId();
    manager.save(session, now());

    assertThat(found(old).attribute("first")).isEqualTo("1");
    clock.advance(GRACE);
    assertThat(manager.find(old, now())).isEmpty();
    assertThat(found(session.id()).attribute("first")).isEqualTo("1");
  }

  @Test
  void aSessionThatWasEndedMeanwhileIsNotRevived() {
    SessionId id = storedSession();
    ManagedSession inFlight = found(id);
    inFlight.setAttribute("a", "1");
    manager.end(id);

    assertThat(manager.save(inFlight, now())).isEqualTo(GONE);
    assertThat(manager.save(inFlight, now())).isEqualTo(GONE);
    assertThat(inFlight.isValid()).isFalse();
    assertThat(manager.find(id, now())).isEmpty();
  }

  @Test
  void aLoginToASessionThatWasEndedMeanwhileBeginsOneOfItsOwn() {
    SessionId id = storedSession();
    ManagedSession session = manager.login(found(id), identity("alice"), Device.UNKNOWN, now());
    manager.end(id);

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);

    assertThat(found(session.id()).identity()).map(Identity::name).contains("alice");
    assertThat(found(session.id()).attributeNames()).isEmpty();
    assertThat(manager.find(id, now())).isEmpty();
  }

  @Test
  void aRequestWithAnIdThatALoginReplacedNeitherForksTheSessionNorChangesTheCookie() {
    SessionId old = storedSession();
    ManagedSession login = manager.login(found(old), identity("alice"), Device.UNKNOWN, now());
    manager.save(login, now());
    ManagedSession late = found(old);
    late.setAttribute("a", "1");

    assertThat(manager.save(late, now())).isEqualTo(SaveResult.UNCHANGED);

    assertThat(late.identity()).isEmpty();
    assertThat(manager.find(late.id(), now())).isEmpty();
    assertThat(found(login.id()).attributeNames()).doesNotContain("a");
  }

  @Test
  void aLogoutWithTheIdThatALoginReplacedEndsTheSession() {
    SessionId old = storedSession();
    ManagedSession login = manager.login(found(old), identity("alice"), Device.UNKNOWN, now());
    manager.save(login, now());

    assertThat(manager.end(old)).isTrue();

    assertThat(manager.find(login.id(), now())).isEmpty();
  }

  @Test
  void anInvalidatedSessionEndsWhenItIsSaved() {
    SessionId id = storedSession();
    ManagedSession session = found(id);

    session.invalidate();

    assertThatThrownBy(() -> session.setAttribute("a", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The session has ended.");
    assertThat(manager.save(session, now())).isEqualTo(GONE);
    assertThat(manager.find(id, now())).isEmpty();
  }

  @Test
  void anEndThatWasNotConfirmedCanBeRepeated() {
    SessionId id = storedSession();
    ManagedSession session = found(id);
    store.loseNextAnswer();

    assertThatThrownBy(() -> manager.end(session)).isInstanceOf(StoreException.class);
    manager.end(session);

    assertThat(store.tripsSinceLast()).isEqualTo(3);
    assertThat(manager.find(id, now())).isEmpty();
  }

  @Test
  void aFirstSaveWhoseAnswerWasLostIsRepeatedUnderAFreshId() {
    ManagedSession session = manager.begin(now());
    session.setAttribute("a", "1");
    store.loseNextAnswer();
    assertThatThrownBy(() -> manager.save(session, now())).isInstanceOf(StoreException.class);

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);
    assertThat(found(session.id()).attribute("a")).isEqualTo("1");
  }

  @Test
  void aLoginWhoseAnswerWasLostIsRepeatedUnderTheSameId() {
    ManagedSession session =
        manager.login(found(storedSession()), identity("alice"), Device.UNKNOWN, now());
    store.loseNextAnswer();
    assertThatThrownBy(() -> manager.save(session, now())).isInstanceOf(StoreException.class);

    assertThat(manager.save(session, now())).isEqualTo(SAVED_UNDER_NEW_ID);
    assertThat(found(session.id()).identity()).isPresent();
  }

  @Test
  void anIdleSessionEndsAndAUsedOneDoesNot() {
    SessionId used = storedSession();
    SessionId idle = storedSession();

    clock.advance(IDLE.dividedBy(2));
    found(used);
    clock.advance(IDLE.dividedBy(2));

    assertThat(manager.find(idle, now())).isEmpty();
    assertThat(manager.find(used, now())).isPresent();
  }

  @Test
  void theAbsoluteLifetimeCountsFromTheLogin() {
    SessionId anonymous = storedSession();
    clock.advance(Duration.ofMinutes(20));
    ManagedSession session =
        manager.login(found(anonymous), identity("alice"), Device.UNKNOWN, now());
    manager.save(session, now());
    Instant loggedIn = now();

    while (now().isBefore(loggedIn.plus(ABSOLUTE))) {
      assertThat(manager.find(session.id(), now())).isPresent();
      clock.advance(Duration.ofMinutes(20));
    }

    assertThat(session.expiresAt()).isEqualTo(loggedIn.plus(ABSOLUTE));
    assertThat(manager.find(session.id(), now())).isEmpty();
  }

  @Test
  void withoutAnIdleTimeoutTheAbsoluteLifetimeStillHolds() {
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      SessionId id = storedSession();
      ManagedSession session = found(id);
      session.setMaxInactive(none);
      manager.save(session, now());

      clock.advance(ABSOLUTE.minusSeconds(1));
      assertThat(found(id).maxInactive()).isEqualTo(none);
      clock.advance(Duration.ofSeconds(1));
      assertThat(manager.find(id, now())).isEmpty();
    }
  }

  @Test
  void theLastAccessIsThePreviousOneAndNeverDecreases() {
    SessionId id = storedSession();
    clock.advance(Duration.ofMinutes(2));
    Instant second = now();

    assertThat(found(id).lastAccessedAt()).isEqualTo(NOON);
    clock.advance(Duration.ofMinutes(2));
    assertThat(found(id).lastAccessedAt()).isEqualTo(second);
    clock.advance(Duration.ofMinutes(-3));
    assertThat(found(id).lastAccessedAt()).isAfter(second);
  }

  @Test
  void tooManyAttributesAndTooLongNamesAreRefusedWithAClearText() {
    ManagedSession session = manager.begin(now());
    for (int n = 0; n < 256; n++) {
      session.setAttribute("a" + n, n);
    }

    session.setAttribute("a0", "replaced");

    assertThatThrownBy(() -> session.setAttribute("one more", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A session has at most 256 attributes; remove one first.");
    assertThatThrownBy(() -> session.setAttribute("n".repeat(257), 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A session attribute's name has at most 256 characters.");
  }

  private void leadsToNobody(SessionId id) {
    ManagedSession nobody = newNode().find(id, now()).orElseThrow();
    assertThat(nobody.identity()).isEmpty();
    assertThat(nobody.attributeNames()).isEmpty();
    assertThat(nobody.isNew()).isTrue();
  }
}
