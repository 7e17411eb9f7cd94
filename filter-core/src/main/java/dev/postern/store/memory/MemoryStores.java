package dev.postern.store.memory;

import dev.postern.store.Denylist;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionStore;
import dev.postern.store.Stores;

/** All stores; there is nothing to close. Thread-safe. */
record MemoryStores(SessionStore sessions, Denylist denylist, OneTimeUse oneTimeUse)
    implements Stores {

  @Override
  public void close() {}
}
