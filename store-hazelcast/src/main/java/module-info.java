/** Sessions and revocations on Hazelcast. Nothing here is an API; the service loader finds it. */
module dev.postern.store.hazelcast {
  requires dev.postern;
  requires com.hazelcast.core;
  requires static org.jspecify;

  provides dev.postern.store.StoreProvider with
      dev.postern.store.hazelcast.HazelcastStoreProvider;
}
