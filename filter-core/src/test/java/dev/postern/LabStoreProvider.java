package dev.postern;

import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.util.Set;

/** Offers {@link LabStores}. */
public final class LabStoreProvider implements StoreProvider {

  @Override
  public String name() {
    return "lab";
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Set<String> settingNames() {
    return Set.of("store.lab");
  }

  @Override
  public Stores open(StoreSettings settings) {
    return LabStores.open(settings);
  }
}
