package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.map.IMap;
import dev.postern.store.Denylist;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionStore;
import dev.postern.store.Stores;
import java.time.Clock;
import java.time.Duration;

/** All stores on one instance, which they own. Thread-safe. */
final class HazelcastStores implements Stores {

  private final HazelcastInstance instance;
  private final CallPools calls;
  private final SessionStore sessions;
  private final Denylist denylist;
  private final OneTimeUse oneTimeUse;

  private HazelcastStores(
      HazelcastInstance instance,
      CallPools calls,
      SessionStore sessions,
      Denylist denylist,
      OneTimeUse oneTimeUse) {
    this.instance = instance;
    this.calls = calls;
    this.sessions = sessions;
    this.denylist = denylist;
    this.oneTimeUse = oneTimeUse;
  }

  /**
   * Opens them.
   *
   * @param patience how long a call may take
   */
  static HazelcastStores on(
      HazelcastInstance instance, String app, Duration patience, Clock clock) {
    CallPools calls = CallPools.of(instance.getName(), patience);
    Halves halves = new Halves();
    instance.getLifecycleService().addLifecycleListener(halves);
    SessionMaps sessions =
        SessionMaps.open(
            app, (name, life) -> grid(instance, name, life, calls.forSessions(), halves));
    Grid denials =
        grid(instance, MapConfigs.denialsOf(app), MapConfigs.LOG_LIFE, calls.forDenials(), halves);
    HazelcastDenylist denylist = new HazelcastDenylist(denials, clock);
    Grid claims =
        grid(
            instance, MapConfigs.claimsOf(app), MapConfigs.CLAIM_LIFE, calls.forSessions(), halves);
    instance
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleState.MERGED) {
                denylist.halvesHaveMerged();
              }
            });
    return new HazelcastStores(
        instance,
        calls,
        new HazelcastSessionStore(sessions, clock),
        denylist,
        new HazelcastOneTimeUse(claims, clock));
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public Denylist denylist() {
    return denylist;
  }

  @Override
  public OneTimeUse oneTimeUse() {
    return oneTimeUse;
  }

  /** A member hands its entries over before it goes. */
  @Override
  public void close() {
    calls.close();
    instance.shutdown();
  }

  HazelcastInstance instance() {
    return instance;
  }

  private static Grid grid(
      HazelcastInstance instance,
      String name,
      Duration lifeAfterReplace,
      Lanes lanes,
      Halves halves) {
    IMap<String, byte[]> map = instance.getMap(name);
    StartupCheck.run(map, lifeAfterReplace);
    return new Grid(map, lifeAfterReplace, lanes, halves);
  }
}
