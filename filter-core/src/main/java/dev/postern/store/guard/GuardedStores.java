package dev.postern.store.guard;

import dev.postern.store.Denylist;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionStore;
import dev.postern.store.Stores;
import java.time.Clock;

/**
 * The stores of one application behind circuits: reading and writing apart, since a store that is
 * full, or waits for a replica, can still be read. Thread-safe.
 */
public final class GuardedStores implements Stores {

  private final Stores stores;
  private final SessionStore sessions;
  private final Denylist denylist;
  private final OneTimeUse oneTimeUse;

  private GuardedStores(
      Stores stores, SessionStore sessions, Denylist denylist, OneTimeUse oneTimeUse) {
    this.stores = stores;
    this.sessions = sessions;
    this.denylist = denylist;
    this.oneTimeUse = oneTimeUse;
  }

  /**
   * Puts guards around them.
   *
   * @param kind their name in the settings
   * @param app whose they are
   */
  public static Stores around(Stores stores, String kind, String app, Clock clock) {
    return new GuardedStores(
        stores,
        new GuardedSessionStore(
            stores.sessions(),
            guard(kind, "sessions", "reading", app, clock),
            guard(kind, "sessions", "writing", app, clock)),
        new GuardedDenylist(
            stores.denylist(),
            guard(kind, "denylist", "reading", app, clock),
            guard(kind, "denylist", "writing", app, clock)),
        new GuardedOneTimeUse(
            stores.oneTimeUse(), guard(kind, "one-time-use", "writing", app, clock)));
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

  @Override
  public boolean keepsEverything() {
    return stores.keepsEverything();
  }

  @Override
  public void close() {
    stores.close();
  }

  private static Guard guard(String kind, String part, String way, String app, Clock clock) {
    String fields = "store=" + kind + " part=" + part + " for=" + way + " app=" + app;
    return new Guard(kind, fields, clock);
  }
}
