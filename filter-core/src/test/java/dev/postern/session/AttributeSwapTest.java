package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.contract.Race;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compare-and-set of an attribute, among requests that change the session at the same time. */
class AttributeSwapTest extends SessionFixture {

  private static final int THREADS = 16;
  private static final int ROUNDS = 100;

  @Test
  void manyThreadsCountExactly() {
    SessionId id = storedSession();

    inRace(() -> countUp(id));

    assertThat(found(id).attribute("count")).isEqualTo(THREADS * ROUNDS);
  }

  /** A request for each step, as they come to one node or another. */
  private boolean countUp(SessionId id) {
    SessionManager node = newNode();
    for (int round = 0; round < ROUNDS; round++) {
      ManagedSession session = node.find(id, now()).orElseThrow();
      @Nullable Integer before;
      do {
        before = (Integer) session.attribute("count");
      } while (!swap(session, before, before == null ? 1 : before + 1));
    }
    return true;
  }

  @Test
  void theNewValueIsStoredAtOnceAndNotAgainAtTheEnd() {
    ManagedSession session = found(storedSession());

    assertThat(swap(session, null, 1)).isTrue();

    assertThat(session.attribute("count")).isEqualTo(1);
    assertThat(found(session.id()).attribute("count")).isEqualTo(1);
    assertThat(manager.save(session, now())).isEqualTo(SaveResult.UNCHANGED);
  }

  @Test
  void itCostsTwoTrips() {
    ManagedSession session = found(storedSession());
    store.tripsSinceLast();

    swap(session, null, 1);

    assertThat(store.tripsSinceLast()).isEqualTo(2);
  }

  @Test
  void anotherValueThanTheExpectedOneStaysAndIsSeen() {
    ManagedSession late = found(storedSession());
    swap(found(late.id()), null, 7);

    assertThat(swap(late, null, 1)).isFalse();

    assertThat(late.attribute("count")).isEqualTo(7);
    assertThat(manager.save(late, now())).isEqualTo(SaveResult.UNCHANGED);
    assertThat(found(late.id()).attribute("count")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void aValueThatThisRequestHadSetIsDroppedEitherWay(int expected) {
    ManagedSession session = found(storedSession());
    swap(session, null, 7);
    session.setAttribute("count", 99);

    boolean swapped = swap(session, expected, 8);

    assertThat(swapped).isEqualTo(expected == 7);
    assertThat(session.attribute("count")).isEqualTo(swapped ? 8 : 7);
    manager.save(session, now());
    assertThat(found(session.id()).attribute("count")).isEqualTo(swapped ? 8 : 7);
  }

  @Test
  void nullRemovesAndOnlyWhatIsExpected() {
    ManagedSession session = found(storedSession());
    swap(session, null, 1);

    assertThat(swap(session, 2, null)).isFalse();
    assertThat(swap(session, 1, null)).isTrue();

    assertThat(session.attribute("count")).isNull();
    assertThat(found(session.id()).attributeNames()).containsExactly("first");
  }

  @Test
  void otherAttributesOfTheRequestWaitForTheSave() {
    ManagedSession session = found(storedSession());
    session.setAttribute("later", "yes");

    swap(session, null, 1);

    assertThat(found(session.id()).attribute("later")).isNull();
    assertThat(manager.save(session, now())).isEqualTo(SaveResult.SAVED);
    assertThat(found(session.id()).attribute("later")).isEqualTo("yes");
    assertThat(found(session.id()).attribute("count")).isEqualTo(1);
  }

  @Test
  void aSaveOfAnotherAttributeInBetweenIsNoConflict() {
    ManagedSession session = found(storedSession());
    ManagedSession other = found(session.id());
    other.setAttribute("other", "yes");
    manager.save(other, now());

    assertThat(swap(session, null, 1)).isTrue();

    assertThat(found(session.id()).attribute("other")).isEqualTo("yes");
  }

  @Test
  void aLargeValueIsComparedInFull() {
    ManagedSession session = found(storedSession());
    String large = "x".repeat(100_000);
    session.setAttribute("count", large);
    manager.save(session, now());

    assertThat(swap(found(session.id()), large + "y", "small")).isFalse();
    assertThat(swap(found(session.id()), large, "small")).isTrue();

    assertThat(found(session.id()).attribute("count")).isEqualTo("small");
  }

  @Test
  void theRecordIsFoundAfterARenewalAndAfterALoginOfTheSameUser() {
    ManagedSession early = found(loggedIn("alice"));
    ManagedSession renewed = found(early.id());
    renewed.renewId();
    manager.save(renewed, now());

    assertThat(swap(early, null, 1)).isTrue();

    ManagedSession login =
        manager.login(found(renewed.id()), identity("alice"), Device.UNKNOWN, now());
    manager.save(login, now());
    assertThat(swap(early, 1, 2)).isTrue();
    assertThat(found(login.id()).attribute("count")).isEqualTo(2);
  }

  /** Session fixation: whoever planted the id is in flight while its victim logs in. */
  @Test
  void whoHoldsOnlyTheIdFromBeforeALoginIsShownNothing() {
    ManagedSession planted = found(storedSession());
    ManagedSession victim =
        manager.login(found(planted.id()), identity("alice"), Device.UNKNOWN, now());
    victim.setAttribute("iban", "secret");
    manager.save(victim, now());

    assertThatThrownBy(() -> manager.replaceAttribute(planted, "iban", "guess", 1, now()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The session has ended.");

    assertThat(planted.isValid()).isFalse();
    assertThat(found(victim.id()).attribute("iban")).isEqualTo("secret");
  }

  @Test
  void aLoginThatIsNotSavedYetMaySwap() {
    ManagedSession login =
        manager.login(found(storedSession()), identity("alice"), Device.UNKNOWN, now());

    assertThat(swap(login, null, 1)).isTrue();
  }

  @Test
  void anEndedSessionTakesNothing() {
    ManagedSession session = found(storedSession());
    manager.end(found(session.id()));

    assertThatThrownBy(() -> swap(session, null, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The session has ended.");

    assertThat(manager.find(session.id(), now())).isEmpty();
  }

  @Test
  void aSessionThatNobodyStoredYetIsComparedHere() {
    ManagedSession session = manager.begin(now());
    store.tripsSinceLast();

    assertThat(swap(session, 1, 2)).isFalse();
    assertThat(swap(session, null, 1)).isTrue();
    assertThat(swap(session, 1, 2)).isTrue();
    assertThat(store.tripsSinceLast()).isZero();

    manager.save(session, now());
    assertThat(found(session.id()).attribute("count")).isEqualTo(2);
  }

  @Test
  void anObjectThatWasSwappedInAndChangedInPlaceIsSaved() {
    ManagedSession session = found(storedSession());
    int[] held = {1};
    swap(session, null, held);

    held[0] = 2;
    manager.save(session, now());

    assertThat((int[]) found(session.id()).attribute("count")).containsExactly(2);
    assertThat(swap(found(session.id()), new int[] {2}, null)).isTrue();
  }

  private boolean swap(ManagedSession session, @Nullable Object expected, @Nullable Object value) {
    return manager.replaceAttribute(session, "count", expected, value, now());
  }

  private static void inRace(Callable<Boolean> step) {
    try (Race race = new Race()) {
      List<Boolean> done = race.run(IntStream.range(0, THREADS).mapToObj(thread -> step).toList());
      assertThat(done).hasSize(THREADS).containsOnly(true);
    }
  }
}
