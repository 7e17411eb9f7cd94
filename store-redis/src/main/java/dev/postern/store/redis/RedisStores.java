package dev.postern.store.redis;

import dev.postern.store.Denylist;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionStore;
import dev.postern.store.Stores;
import java.util.List;

/** The open stores, the links they use, and who watches the servers. Thread-safe. */
record RedisStores(
    SessionStore sessions,
    Denylist denylist,
    OneTimeUse oneTimeUse,
    EvictionWatch watch,
    List<RedisLink> links)
    implements Stores {

  @Override
  public boolean keepsEverything() {
    return !watch.isEvicting();
  }

  @Override
  public void close() {
    watch.close();
    links.forEach(RedisLink::close);
  }
}
