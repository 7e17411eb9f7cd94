package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.time.Duration;
import java.util.Set;

/**
 * Offers the store called {@code hazelcast}: as a member that the application carries, or as a
 * client of a cluster. Every opening has an instance of its own and ends it when it is closed.
 * Stateless and thread-safe.
 */
public final class HazelcastStoreProvider implements StoreProvider {

  /** For the service loader. */
  public HazelcastStoreProvider() {}

  @Override
  public String name() {
    return "hazelcast";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Set<String> settingNames() {
    return AddressParser.names();
  }

  @Override
  public Stores open(StoreSettings settings) {
    Address address = AddressParser.parse(settings.values());
    Duration patience = ReadTimeout.from(settings.values());
    HazelcastInstance instance = Instances.open(address, settings.app());
    try {
      return HazelcastStores.on(instance, settings.app(), patience, settings.clock());
    } catch (RuntimeException e) {
      throw Instances.notOpened(instance, e);
    }
  }
}
