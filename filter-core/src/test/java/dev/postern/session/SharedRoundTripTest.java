package dev.postern.session;

import dev.postern.store.SessionStore;

/** The same over a store that holds bytes only. */
class SharedRoundTripTest extends RoundTripTest {

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }
}
