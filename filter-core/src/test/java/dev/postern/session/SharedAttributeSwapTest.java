package dev.postern.session;

import dev.postern.store.SessionStore;

/** The same on a store that keeps bytes only. */
class SharedAttributeSwapTest extends AttributeSwapTest {

  @Override
  SessionStore storeOfManagers() {
    return new BytesOnlyStore(store);
  }
}
