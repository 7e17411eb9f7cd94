package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.identity.TooManySessionsException;
import dev.postern.store.contract.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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

  @Nested
  class Refuse extends SessionFixture {

    @Override
    SubjectLimit limit() {
      return new SubjectLimit(MOST, SubjectLimit.WhenFull.REFUSE);
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
