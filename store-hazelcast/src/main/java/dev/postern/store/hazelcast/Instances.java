package dev.postern.store.hazelcast;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.InvalidConfigurationException;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.core.LifecycleListener;
import dev.postern.store.StoreException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Starts a member or connects a client. Stateless and thread-safe. */
final class Instances {

  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

  private Instances() {}

  static HazelcastInstance open(Address address, String app) {
    if (address instanceof Address.File file) {
      ConfigFile config = ConfigFile.read(file.path());
      return config.isOfClient() ? client(config.client(), app) : member(config.member(), app);
    }
    return address instanceof Address.Embedded embedded
        ? member(MemberConfigs.of(embedded), app)
        : client(ClientConfigs.of((Address.Client) address), app);
  }

  static HazelcastInstance member(Config config, String app) {
    Config prepared = MemberConfigs.prepared(config, nameFor(app));
    return started("member", () -> Hazelcast.newHazelcastInstance(prepared));
  }

  static HazelcastInstance client(ClientConfig config, String app) {
    return client(config, app, TIME_TO_CONNECT);
  }

  /** One that gives up sooner or later than usual. */
  static HazelcastInstance client(ClientConfig config, String app, Duration timeToConnect) {
    CountDownLatch connected = new CountDownLatch(1);
    LifecycleListener listener =
        event -> {
          if (event.getState() == LifecycleState.CLIENT_CONNECTED) {
            connected.countDown();
          }
        };
    ClientConfig prepared = ClientConfigs.prepared(config, nameFor(app));
    prepared.addListenerConfig(new ListenerConfig(listener));
    HazelcastInstance client =
        started("client", () -> HazelcastClient.newHazelcastClient(prepared));
    try {
      awaitConnection(connected, timeToConnect);
      MapConfigs.all().forEach(map -> configure(client, map));
      return client;
    } catch (RuntimeException e) {
      throw notOpened(client, e);
    }
  }

  /**
   * Ends an instance that is of no use because of this failure; the failure as it is to be told.
   */
  static StoreException notOpened(HazelcastInstance instance, RuntimeException failure) {
    StoreException told =
        failure instanceof StoreException known
            ? known
            : new StoreException("hazelcast: the store could not be opened", failure);
    try {
      instance.shutdown();
    } catch (HazelcastException | IllegalStateException e) {
      told.addSuppressed(e);
    }
    return told;
  }

  private static HazelcastInstance started(String what, Supplier<HazelcastInstance> start) {
    try {
      return start.get();
    } catch (InvalidConfigurationException e) {
      throw new IllegalArgumentException(
          "store.config: Hazelcast refuses it: " + e.getMessage(), e);
    } catch (HazelcastException | IllegalStateException e) {
      throw new StoreException("hazelcast: the " + what + " did not start", e);
    }
  }

  private static void awaitConnection(CountDownLatch connected, Duration patience) {
    try {
      if (!connected.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoreException(
            "hazelcast: no member could be reached within " + patience.toSeconds() + " s",
            new IllegalStateException("not connected"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("hazelcast: interrupted while connecting", e);
    }
  }

  /** A cluster whose own configuration has such a map keeps it; the start-up check judges that. */
  private static void configure(HazelcastInstance client, MapConfig map) {
    try {
      client.getConfig().addMapConfig(map);
    } catch (InvalidConfigurationException e) {
      System.getLogger(Instances.class.getName())
          .log(
              System.Logger.Level.INFO,
              "event=store-map-configured store=hazelcast map={0} by=cluster",
              map.getName());
    } catch (HazelcastException | IllegalStateException e) {
      throw new StoreException("hazelcast: the maps could not be configured", e);
    }
  }

  /** Another deployment of the same application may run in this JVM at the same time. */
  private static String nameFor(String app) {
    return "postern-" + app + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
