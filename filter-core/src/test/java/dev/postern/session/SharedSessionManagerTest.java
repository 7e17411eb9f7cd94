package dev.postern.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.store.SessionStore;
import org.junit.jupiter.api.Test;

/** The same over a store that holds bytes only. */
class SharedSessionManagerTest extends SessionManagerTest {

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }

  @Test
  @Override
  void anObjectChangedInPlaceIsSeenByTheNextRequest() {
    SessionId id = storedSession();
    ManagedSession first = found(id);
    int[] counter = {0};
    first.setAttribute("counter", counter);
    counter[0]++;
    manager.save(first, now());
    counter[0]++;
    manager.save(first, now());

    ManagedSession second = found(id);
    attribute(second, "counter", int[].class)[0]++;
    assertThat(manager.save(second, now())).isEqualTo(SaveResult.SAVED);

    assertThat((int[]) found(id).attribute("counter")).containsExactly(3);
  }
}
