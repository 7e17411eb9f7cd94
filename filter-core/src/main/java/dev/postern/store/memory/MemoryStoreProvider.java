package dev.postern.store.memory;

import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.util.Set;

/**
 * Offers the store called {@code memory}. It has no settings. Every opening is a home of its own,
 * so two applications never meet. Stateless and thread-safe.
 */
public final class MemoryStoreProvider implements StoreProvider {

  /** For the service loader. */
  public MemoryStoreProvider() {}

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Set<String> settingNames() {
    return Set.of();
  }

  @Override
  public Stores open(StoreSettings settings) {
    return new MemoryStores(
        new MemorySessionStore(settings.clock()),
        new MemoryDenylist(settings.clock()),
        new MemoryOneTimeUse(settings.clock()));
  }
}
