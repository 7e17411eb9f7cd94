package dev.postern.store.redis;

import dev.postern.store.Denylist;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionStore;
import dev.postern.store.Stores;
import java.util.List;

/** The open stores and the links they use. Thread-safe. */
record RedisStores(
    SessionStore sessions, Denylist denylist, OneTimeUse oneTimeUse, List<RedisLink> links)
    implements Stores {

  @Override
  public void close() {
    links.forEach(RedisLink::close);
  }
}
