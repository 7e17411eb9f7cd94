package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.identity.SessionSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user's sessions, listed and ended (ASVS 7.5.2). */
class SubjectSessionsTest extends SessionFixture {

  private static final Device PHONE = new Device("Safari on iPhone", "192.0.2.7");
  private static final Device LAPTOP = new Device("Firefox on Linux", "2001:db8::1");

  @Test
  void aSessionTellsWhereItsLoginCameFromAndWhen() {
    ManagedSession session = found(storedSession());
    clock.advance(Duration.ofMinutes(1));
    ManagedSession own = manager.login(session, identity("alice"), PHONE, now());
    manager.save(own, now());

    assertThat(list("alice"))
        .containsExactly(
            new SessionSummary(
                SessionSummary.Kind.SESSION,
                own.recordId(),
                "Safari on iPhone",
                "192.0.2.7",
                NOON,
                NOON.plusSeconds(60),
                NOON.plusSeconds(60),
                false));
  }

  @Test
  void theHandleStaysWhenTheIdChanges() {
    ManagedSession session = login("alice", PHONE);
    String handle = session.recordId();

    ManagedSession again = found(session.id());
    again.renewId();
    manager.save(again, now());

    assertThat(list("alice")).extracting(SessionSummary::handle).containsExactly(handle);
    assertThat(list("alice")).extracting(SessionSummary::device).containsExactly(PHONE.label());
    assertThat(handle).isNotEqualTo(again.id().text());
  }

  @Test
  void theCurrentOneComesFirstThenTheLatest() {
    ManagedSession first = login("alice", PHONE);
    clock.advance(Duration.ofMinutes(1));
    ManagedSession second = login("alice", LAPTOP);
    clock.advance(Duration.ofMinutes(1));
    ManagedSession third = login("alice", LAPTOP);

    List<SessionSummary> all = manager.subjects().list("alice", Optional.of(first.recordId()));

    assertThat(all)
        .extracting(SessionSummary::handle)
        .containsExactly(first.recordId(), third.recordId(), second.recordId());
    assertThat(all).extracting(SessionSummary::isCurrent).containsExactly(true, false, false);
  }

  @Test
  void whoHasLoggedOutOrTimedOutIsNotListed() {
    ManagedSession idle = login("alice", PHONE);
    clock.advance(IDLE.minusSeconds(1));
    ManagedSession ended = login("alice", PHONE);
    ManagedSession live = login("alice", PHONE);
    manager.end(ended);
    clock.advance(Duration.ofSeconds(2));

    assertThat(list("alice")).extracting(SessionSummary::handle).containsExactly(live.recordId());
    assertThat(manager.find(idle.id(), now())).isEmpty();
  }

  @Test
  void oneIsEndedByItsHandleOnEveryNode() {
    ManagedSession phone = login("alice", PHONE);
    ManagedSession laptop = login("alice", LAPTOP);

    assertThat(newNode().subjects().end("alice", phone.recordId())).isTrue();

    assertThat(manager.find(phone.id(), now())).isEmpty();
    assertThat(manager.find(laptop.id(), now())).isPresent();
    assertThat(manager.subjects().end("alice", phone.recordId())).isFalse();
  }

  @Test
  void nobodyEndsAnothersSession() {
    ManagedSession alice = login("alice", PHONE);
    login("mallory", LAPTOP);

    assertThat(manager.subjects().end("mallory", alice.recordId())).isFalse();

    assertThat(manager.find(alice.id(), now())).isPresent();
  }

  @Test
  void aHandleOfTheWrongLengthCostsNoTrip() {
    assertThat(manager.subjects().end("alice", "x".repeat(10_000))).isFalse();

    assertThat(store.tripsSinceLast()).isZero();
  }

  @Test
  void theOthersAreEndedAndTheCurrentOneStays() {
    ManagedSession current = login("alice", PHONE);
    ManagedSession other = login("alice", LAPTOP);
    ManagedSession bobs = login("bob", LAPTOP);

    assertThat(manager.subjects().endAllBut("alice", Optional.of(current.recordId()))).isEqualTo(1);

    assertThat(manager.find(current.id(), now())).isPresent();
    assertThat(manager.find(other.id(), now())).isEmpty();
    assertThat(manager.find(bobs.id(), now())).isPresent();
  }

  @Test
  void allAreEndedAtOnceAndARequestInFlightBringsNoneBack() {
    ManagedSession first = login("alice", PHONE);
    ManagedSession inFlight = found(login("alice", LAPTOP).id());

    assertThat(manager.subjects().endAllBut("alice", Optional.empty())).isEqualTo(2);

    inFlight.setAttribute("late", "yes");
    assertThat(manager.save(inFlight, now())).isEqualTo(SaveResult.GONE);
    assertThat(manager.find(first.id(), now())).isEmpty();
    assertThat(list("alice")).isEmpty();
  }

  @Test
  void whatIsKeptOfALoginIsOfTheLatest() {
    ManagedSession session = login("alice", PHONE);
    clock.advance(Duration.ofMinutes(1));
    ManagedSession again = manager.login(found(session.id()), identity("alice"), LAPTOP, now());
    manager.save(again, now());

    assertThat(list("alice")).extracting(SessionSummary::device).containsExactly(LAPTOP.label());
    assertThat(list("alice"))
        .extracting(SessionSummary::loggedInAt)
        .containsExactly(NOON.plusSeconds(60));
  }

  private List<SessionSummary> list(String subject) {
    return manager.subjects().list(subject, Optional.empty());
  }

  private ManagedSession login(String name, Device device) {
    ManagedSession session = manager.login(manager.begin(now()), identity(name), device, now());
    manager.save(session, now());
    store.tripsSinceLast();
    return session;
  }
}
