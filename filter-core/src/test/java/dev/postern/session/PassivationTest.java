package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When values hear that they become bytes, and that they were made of some. */
class PassivationTest extends SessionFixture {

  private final Sleeper sleeper = new Sleeper();

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Test
  void aValueIsAsleepWhileItBecomesBytesAndAwakeWheneverTheRequestHoldsIt() {
    List<Object> value = new ArrayList<>(List.of("mine"));
    ManagedSession session = manager.begin(now());
    session.watch(sleeper);

    session.setAttribute("value", value);
    manager.save(session, now());

    assertThat(value).containsExactly("mine");
    assertThat(found(session.id()).attribute("value")).isEqualTo(List.of("mine", "asleep"));
  }

  @Test
  void aValueIsWokenWhenItIsFirstHandedOutAndNotAgain() {
    ManagedSession session = found(stored());
    session.watch(sleeper);

    session.attributeNames();
    assertThat(sleeper.told).isEmpty();
    session.attribute("value");
    session.attribute("value");

    assertThat(sleeper.told).containsExactly("did");
  }

  @Test
  void oneThatNobodyTouchedIsNotSaved() {
    ManagedSession session = found(stored());
    session.watch(sleeper);
    session.attribute("value");

    assertThat(manager.save(session, now())).isEqualTo(SaveResult.UNCHANGED);

    assertThat(sleeper.told).containsExactly("did", "will", "did");
  }

  @Test
  void valuesAreToldWhileNothingIsLocked() {
    // They may wait for another thread of the request, which may want the session.
    ManagedSession session = found(stored());
    session.watch(new Unlocked(session));

    session.attribute("value");
    session.setAttribute("other", new ArrayList<>());
    manager.replaceAttribute(session, "third", null, new ArrayList<>(), now());

    assertThat(manager.save(session, now())).isEqualTo(SaveResult.SAVED);
  }

  @Test
  void aStoreThatKeepsReferencesTellsNothing() {
    ManagedSession session = newManagerOnReferences().begin(now());
    session.watch(sleeper);

    session.setAttribute("value", new ArrayList<>());
    session.attribute("value");

    assertThat(sleeper.told).isEmpty();
  }

  private SessionManager newManagerOnReferences() {
    return new ReferenceFixture().manager;
  }

  private SessionId stored() {
    ManagedSession session = manager.begin(now());
    session.watch(new Sleeper());
    session.setAttribute("value", new ArrayList<>(List.of("mine")));
    manager.save(session, now());
    return session.id();
  }

  private static final class ReferenceFixture extends SessionFixture {}

  /** Looks whether the session is locked by who tells. */
  private record Unlocked(ManagedSession session) implements Passivation {

    @Override
    public boolean concerns(Object value) {
      return true;
    }

    @Override
    public void willPassivate(Object value) {
      assertThat(Thread.holdsLock(session)).isFalse();
    }

    @Override
    public void didActivate(Object value) {
      assertThat(Thread.holdsLock(session)).isFalse();
    }
  }

  /** Marks lists as asleep. */
  private static final class Sleeper implements Passivation {

    private final List<String> told = new ArrayList<>();

    @Override
    public boolean concerns(Object value) {
      return value instanceof List;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void willPassivate(Object value) {
      told.add("will");
      ((List<Object>) value).add("asleep");
    }

    @Override
    public void didActivate(Object value) {
      told.add("did");
      ((List<?>) value).remove("asleep");
    }
  }
}
