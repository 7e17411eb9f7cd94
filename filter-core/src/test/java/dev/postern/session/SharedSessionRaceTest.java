package dev.postern.session;

import dev.postern.store.SessionStore;

/** The same over a store that holds bytes only. */
class SharedSessionRaceTest extends SessionRaceTest {

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }
}
