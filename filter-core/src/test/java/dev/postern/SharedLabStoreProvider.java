package dev.postern;

import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.util.Set;

/** Stands for a store of several nodes, as far as it can be refused at start-up. */
public final class SharedLabStoreProvider implements StoreProvider {

  @Override
  public String name() {
    return "shared-lab";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Set<String> settingNames() {
    return Set.of("store.shared-lab.url");
  }

  @Override
  public Stores open(StoreSettings settings) {
    throw new IllegalArgumentException("store.shared-lab.url: is missing. Set it.");
  }
}
