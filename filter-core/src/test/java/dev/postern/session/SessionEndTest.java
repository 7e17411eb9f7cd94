package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is told of a session's end, on which node, and what can be read then. */
class SessionEndTest extends SessionFixture {

  private final SessionManager otherNode = newNode();

  /** Sealed bytes, so that nothing is read by chance. */
  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Test
  void anEndByIdAloneIsToldWithWhatWasInTheSession() {
    ManagedSession session = stored("cart", "full");

    manager.end(session.id());

    assertThat(observer.all)
        .containsExactly(new EndsHeard.Heard(session.publicId().get(), Map.of("cart", "full")));
  }

  @Test
  void theNodeThatEndedItIsToldAndOnlyOnce() {
    ManagedSession session = stored("cart", "full");
    ManagedSession elsewhere = otherNode.find(session.id(), now()).orElseThrow();
    elsewhere.setAttribute("cart", "changed");

    manager.end(session);
    manager.end(session);
    otherNode.save(elsewhere, now());
    otherNode.end(elsewhere);

    assertThat(observer.all).hasSize(1);
  }

  @Test
  void whatThisRequestChangedIsWhatIsRead() {
    ManagedSession session = stored("cart", "full");
    session.setAttribute("cart", "changed");

    manager.end(session);

    assertThat(observer.all)
        .extracting(EndsHeard.Heard::attributes)
        .containsExactly(Map.of("cart", "changed"));
  }

  @Test
  void anAttributeThatWasNotFetchedIsReadFromTheLastRecord() {
    String large = "x".repeat(100_000);
    ManagedSession session = manager.find(stored("large", large).id(), now()).orElseThrow();

    manager.end(session);

    assertThat(observer.all)
        .extracting(EndsHeard.Heard::attributes)
        .containsExactly(Map.of("large", large));
  }

  @Test
  void aLoginOfAnotherSubjectTellsOfTheFirstOnesEnd() {
    ManagedSession alices =
        manager.login(manager.begin(now()), identity("alice"), Device.UNKNOWN, now());
    alices.setAttribute("cart", "hers");
    manager.save(alices, now());
    observer.all.clear();

    ManagedSession bobs = manager.login(alices, identity("bob"), Device.UNKNOWN, now());

    assertThat(bobs.attributeNames()).isEmpty();
    assertThat(observer.all)
        .extracting(EndsHeard.Heard::attributes)
        .containsExactly(Map.of("cart", "hers"));
  }

  @Test
  void aTimeOutIsToldOnceAmongTheNodes() {
    ManagedSession session = stored("cart", "full");
    clock.advance(IDLE.plus(Duration.ofSeconds(1)));

    int told = manager.endExpired(10) + otherNode.endExpired(10) + manager.endExpired(10);

    assertThat(told).isEqualTo(1);
    assertThat(observer.all)
        .containsExactly(new EndsHeard.Heard(session.publicId().get(), Map.of("cart", "full")));
  }

  @Test
  void nothingIsOpenedIfNobodyWantsToKnow() {
    observer.interested = false;

    manager.end(stored("cart", "full").id());

    assertThat(observer.all).isEmpty();
  }

  @Test
  void thePublicIdFollowsTheIdAndIsNeverTheSecret() {
    ManagedSession session = stored("cart", "full");
    String before = session.publicId().get();

    session.renewId();
    manager.save(session, now());
    manager.end(session.id());

    assertThat(List.of(before, session.publicId().get()))
        .doesNotHaveDuplicates()
        .doesNotContain(session.id().text(), keys.keyOf(session.id()).value());
    assertThat(observer.all)
        .extracting(EndsHeard.Heard::publicId)
        .containsExactly(session.publicId().get());
  }

  private ManagedSession stored(String name, Object value) {
    ManagedSession session = manager.begin(now());
    session.setAttribute(name, value);
    manager.save(session, now());
    return session;
  }
}
