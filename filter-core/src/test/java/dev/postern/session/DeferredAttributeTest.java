package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large attributes of a shared store are fetched when somebody asks for them (DESIGN 6). */
class DeferredAttributeTest extends SessionFixture {

  private static final String LARGE = "x".repeat(2 * SessionStore.DEFERRED_ABOVE);

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Test
  void oneThatNobodyAsksForCostsNoTrip() {
    SessionId id = storedWith(LARGE);

    ManagedSession session = found(id);

    assertThat(session.attribute("first")).isEqualTo("1");
    assertThat(session.attributeNames()).contains("large");
    assertThat(store.tripsSinceLast()).isEqualTo(1);
  }

  @Test
  void oneThatIsAskedForIsFetchedOnce() {
    ManagedSession session = found(storedWith(LARGE));

    assertThat(session.attribute("large")).isEqualTo(LARGE);
    assertThat(session.attribute("large")).isEqualTo(LARGE);
    assertThat(store.tripsSinceLast()).isEqualTo(2);
    assertThat(manager.save(session, now())).isEqualTo(SaveResult.UNCHANGED);
  }

  @Test
  void oneThatIsReplacedOrRemovedIsNeverFetched() {
    SessionId id = storedWith(LARGE);
    ManagedSession session = found(id);
    session.setAttribute("large", "small now");
    manager.save(session, now());
    assertThat(store.tripsSinceLast()).isEqualTo(2);

    ManagedSession later = found(id);
    later.removeAttribute("large");
    manager.save(later, now());

    assertThat(found(id).attributeNames()).containsExactly("first");
  }

  @Test
  void itIsFoundAfterTheIdChangedUnderThisRequest() {
    SessionId id = storedWith(LARGE);
    ManagedSession inFlight = found(id);
    ManagedSession renewing = found(id);
    renewing.renewId();
    manager.save(renewing, now());

    assertThat(inFlight.attribute("large")).isEqualTo(LARGE);
  }

  @Test
  void oneThatWasRemovedMeanwhileIsNoAttributeAnyMore() {
    SessionId id = storedWith(LARGE);
    ManagedSession session = found(id);
    manager.end(id);

    assertThat(session.attribute("large")).isNull();
  }

  @Test
  void oneThatWasChangedInPlaceIsSaved() {
    SessionId id = storedSession();
    ManagedSession first = found(id);
    first.setAttribute("list", new ArrayList<>(List.of(LARGE)));
    manager.save(first, now());

    ManagedSession second = found(id);
    @SuppressWarnings("unchecked") // the attribute was set so above
    List<Object> list = attribute(second, "list", List.class);
    list.add("more");
    manager.save(second, now());

    assertThat(found(id).attribute("list")).isEqualTo(List.of(LARGE, "more"));
  }

  private SessionId storedWith(String large) {
    SessionId id = storedSession();
    ManagedSession session = found(id);
    session.setAttribute("large", large);
    manager.save(session, now());
    store.tripsSinceLast();
    return id;
  }
}
