package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.TooManySessionsException;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How many sessions one user may have at a time (ASVS 7.1.2). */
class SessionLimitTest {

  private static final int MOST = 3;

  @Nested
  class OldestOut extends SessionFixture {

    @Override
    SubjectLimit limit() {
      return new SubjectLimit(MOST, SubjectLimit.WhenFull.OLDEST_OUT);
    }

    @Test
    void theSessionWhoseLoginIsLongestAgoGivesWay() {
      List<SessionId> ids = new ArrayList<>();
      for (int login = 0; login < MOST + 1; login++) {
        ids.add(loggedIn("alice"));
        clock.advance(Duration.ofSeconds(1));
      }

      assertThat(manager.find(ids.get(0), now())).isEmpty();
      assertThat(ids.subList(1, MOST + 1)).allMatch(id -> manager.find(id, now()).isPresent());
    }

    @Test
    void aLoginWithinTheBoundIsOneTrip() {
      ManagedSession session =
          manager.login(manager.begin(now()), identity("alice"), Device.UNKNOWN, now());

      manager.save(session, now());

      assertThat(store.tripsSinceLast()).isEqualTo(1);
    }

    @Test
    void endedSessionsTakeNoRoom() {
      for (int login = 0; login < 3 * MOST; login++) {
        manager.end(loggedIn("alice"));
      }
      SessionId kept = loggedIn("alice");
      loggedIn("alice");
      loggedIn("alice");

      assertThat(manager.find(kept, now())).isPresent();
    }

    @Test
    void aLoginOnASessionThatHasItsPlaceDisplacesNobody() {
      List<SessionId> ids = new ArrayList<>();
      for (int login = 0; login < MOST; login++) {
        ids.add(loggedIn("alice"));
      }
      ManagedSession again =
          manager.login(found(ids.get(1)), identity("alice"), Device.UNKNOWN, now());

      manager.save(again, now());

      assertThat(manager.find(ids.get(0), now())).isPresent();
      assertThat(manager.find(again.id(), now())).isPresent();
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(MOST);
    }

    @Test
    void aRenewedIdKeepsItsPlace() {
      ManagedSession session = found(loggedIn("alice"));
      session.renewId();

      manager.save(session, now());

      assertThat(memory.findBySubject(keys.subjectOf("alice")))
          .extracting(stored -> stored.key())
          .containsExactly(keys.keyOf(session.id()));
    }

    @Test
    void manyLoginsAtOnceLeaveAsManySessionsAsAllowed() {
      List<Optional<SessionId>> ids;
      try (Race race = new Race()) {
        ids =
            race.run(
                IntStream.range(0, 16)
                    .<Callable<Optional<SessionId>>>mapToObj(
                        thread -> () -> Optional.of(loggedIn("alice")))
                    .toList());
      }

      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(MOST);
      assertThat(ids.stream().flatMap(id -> manager.find(id.orElseThrow(), now()).stream()))
          .hasSize(MOST);
    }
  }

  /** A login that is being stored has a place first, in some stores; a lost one leaves it. */
  @Nested
  class PlacesWithoutSessions extends SessionFixture {

    private static final int GHOSTS = 2;

    private final AtomicInteger questionsUntilGone = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    SubjectLimit limit() {
      return new SubjectLimit(MOST, SubjectLimit.WhenFull.OLDEST_OUT);
    }

    @Override
    SessionStore storeOfManagers() {
      return GhostPlaces.in(store, () -> questionsUntilGone.decrementAndGet() < 0 ? 0 : GHOSTS);
    }

    @Test
    void aLoginWaitsForThemAndNobodyGivesWay() {
      SessionId first = loggedIn("alice");
      questionsUntilGone.set(5);

      SessionId second = loggedIn("alice");

      assertThat(List.of(first, second)).allMatch(id -> manager.find(id, now()).isPresent());
    }

    @Test
    void theBoundHoldsWhileTheyAreThere() {
      SessionId first = loggedIn("alice");

      assertThatThrownBy(() -> loggedIn("alice")).isInstanceOf(StoreException.class);

      assertThat(manager.find(first, now())).isPresent();
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(1);
    }
  }

  @Nested
  class Refuse extends SessionFixture {

    private boolean isLowered;

    @Override
    SubjectLimit limit() {
      return new SubjectLimit(isLowered ? 1 : MOST, SubjectLimit.WhenFull.REFUSE);
    }

    @Test
    void aLoginWhoseAnswerWasLostTakesNoRoom() {
      loggedIn("alice");
      loggedIn("alice");
      ManagedSession third = manager.begin(now());
      store.loseNextAnswer();
      assertThatThrownBy(() -> manager.login(third, identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(StoreException.class);

      assertThat(manager.find(loggedIn("alice"), now())).isPresent();

      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(MOST);
    }

    @Test
    void whoLooksForRoomWaitsForNoLostLoginsOfOthers() {
      loggedIn("alice");
      loggedIn("alice");
      loggedIn("alice");
      for (int lost = 0; lost < 20; lost++) {
        ManagedSession session = manager.begin(now());
        store.loseNextAnswer();
        assertThatThrownBy(() -> manager.login(session, identity("bob"), Device.UNKNOWN, now()))
            .isInstanceOf(RuntimeException.class);
      }
      store.tripsSinceLast();

      assertThatThrownBy(
              () -> manager.login(manager.begin(now()), identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(TooManySessionsException.class);

      assertThat(store.tripsSinceLast()).isEqualTo(2);
    }

    @Test
    void aLoginWhoseAnswerWasLostIsEndedByWhoeverLooksForExpiredSessions() {
      ManagedSession session = manager.begin(now());
      store.loseNextAnswer();
      assertThatThrownBy(() -> manager.login(session, identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(StoreException.class);

      manager.endExpired(1);

      assertThat(memory.findBySubject(keys.subjectOf("alice"))).isEmpty();
    }

    @Test
    void aLoginThatCouldNotEndAnothersSessionLeavesNoPlaceTaken() {
      ManagedSession bobs = found(loggedIn("bob"));
      store.loseNextSupersession();

      assertThatThrownBy(() -> manager.login(bobs, identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(StoreException.class);
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(1);

      manager.endExpired(1);

      assertThat(memory.findBySubject(keys.subjectOf("alice"))).isEmpty();
    }

    @Test
    void itIsEndedAlsoWhereNobodyListensAndNothingElseIsLookedFor() {
      observer.interested = false;
      store.loseNextAnswer();
      assertThatThrownBy(
              () -> manager.login(manager.begin(now()), identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(StoreException.class);
      store.tripsSinceLast();

      manager.endExpired(1);

      assertThat(store.tripsSinceLast()).isEqualTo(1);
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).isEmpty();
    }

    @Test
    void aLoginThatWasRepeatedAfterALostAnswerIsNotEnded() {
      ManagedSession session = found(storedSession());
      store.loseNextAnswer();
      assertThatThrownBy(() -> manager.login(session, identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(StoreException.class);
      manager.save(session, now());

      manager.endExpired(1);

      assertThat(manager.find(session.id(), now())).isPresent();
    }

    @Test
    void whoLogsInAgainKeepsTheirPlaceAlsoWhenTheBoundWasLowered() {
      loggedIn("alice");
      loggedIn("alice");
      SessionId own = loggedIn("alice");
      isLowered = true;
      SessionManager stricter = newNode();
      ManagedSession session = stricter.find(own, now()).orElseThrow();

      ManagedSession again = stricter.login(session, identity("alice"), Device.UNKNOWN, now());

      assertThat(stricter.save(again, now())).isEqualTo(SaveResult.SAVED_UNDER_NEW_ID);
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(MOST);
    }

    @Test
    void aRefusedLoginToASessionThatWasEndedMeanwhileBringsItNotBack() {
      ManagedSession session = found(loggedIn("alice"));
      manager.end(session.id());
      for (int login = 0; login < MOST; login++) {
        loggedIn("alice");
      }
      assertThatThrownBy(() -> manager.login(session, identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(TooManySessionsException.class);
      manager.subjects().endAllBut("alice", Optional.empty());

      assertThat(manager.save(session, now())).isEqualTo(SaveResult.GONE);

      assertThat(session.isValid()).isFalse();
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).isEmpty();
    }

    @Test
    void aLoginBeyondTheBoundIsRefusedAndTheCallerIsWhoTheyWere() {
      for (int login = 0; login < MOST; login++) {
        loggedIn("alice");
      }
      ManagedSession anonymous = found(storedSession());
      SessionId id = anonymous.id();

      assertThatThrownBy(() -> manager.login(anonymous, identity("alice"), Device.UNKNOWN, now()))
          .isInstanceOf(TooManySessionsException.class)
          .hasMessage("The subject has as many sessions as it may have: 3.");

      assertThat(anonymous.identity()).isEmpty();
      assertThat(anonymous.id()).isEqualTo(id);
      anonymous.setAttribute("later", "1");
      assertThat(manager.save(anonymous, now())).isEqualTo(SaveResult.SAVED);
      assertThat(found(id).attribute("later")).isEqualTo("1");
      assertThat(memory.findBySubject(keys.subjectOf("alice"))).hasSize(MOST);
    }

    @Test
    void theClientIsToldTheIdThatWasSavedAtTheLogin() {
      ManagedSession session =
          manager.login(manager.begin(now()), identity("alice"), Device.UNKNOWN, now());

      assertThat(manager.save(session, now())).isEqualTo(SaveResult.SAVED_UNDER_NEW_ID);
      assertThat(manager.save(session, now())).isEqualTo(SaveResult.UNCHANGED);
      assertThat(store.tripsSinceLast()).isEqualTo(1);
      assertThat(found(session.id()).identity()).isPresent();
    }

    @Test
    void anEndedSessionMakesRoom() {
      SessionId first = loggedIn("alice");
      loggedIn("alice");
      loggedIn("alice");

      manager.end(first);

      assertThat(manager.find(loggedIn("alice"), now())).isPresent();
    }
  }
}
