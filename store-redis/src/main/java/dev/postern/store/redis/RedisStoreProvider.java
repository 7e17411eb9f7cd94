package dev.postern.store.redis;

import dev.postern.store.StoreException;
import dev.postern.store.StoreProvider;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Offers the store called {@code redis}: one server, Sentinel or Cluster, from version 6.2 on.
 * Opening it looks whether the server is reachable, is a primary, never evicts and allows the
 * commands that are needed; whether it has begun to evict is looked at later too. Immutable and
 * thread-safe.
 */
public final class RedisStoreProvider implements StoreProvider {

  private static final System.Logger LOG = System.getLogger(RedisStoreProvider.class.getName());

  /** Revocations are few; what counts is that nothing else can take their connections. */
  private static final int REVOCATION_POOL_SIZE = 4;

  private final Duration watchedEvery;

  /** For the service loader. */
  public RedisStoreProvider() {
    this(EvictionWatch.EVERY);
  }

  /** One that looks more often. */
  RedisStoreProvider(Duration watchedEvery) {
    this.watchedEvery = watchedEvery;
  }

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Set<String> settingNames() {
    return RedisSettings.names();
  }

  @Override
  public Stores open(StoreSettings settings) {
    RedisSettings redis = RedisSettings.from(settings.values());
    if (redis.address().isPlaintextBeyondThisMachine()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=store-plaintext store=redis app={0} fix=\"use rediss in store.uri\"",
          settings.app());
    }
    Nodes sessions = open(redis, redis.poolSize());
    try {
      ReplicasSeen seen = new ReplicasSeen(settings.clock());
      StartupCheck.run(sessions, settings.app(), seen);
      return stores(settings, redis, sessions, seen);
    } catch (StoreException e) {
      sessions.close();
      throw e;
    }
  }

  private Stores stores(
      StoreSettings settings, RedisSettings redis, Nodes nodes, ReplicasSeen seen) {
    RedisLink sessions = new RedisLink(nodes);
    int revocationPool = Math.min(redis.poolSize(), REVOCATION_POOL_SIZE);
    RedisLink revocations = new RedisLink(open(redis, revocationPool));
    ConfirmedWrite confirmed = new ConfirmedWrite(revocations, redis.readTimeout(), seen);
    SessionNames names = SessionNames.of(settings.app());
    return new RedisStores(
        new RedisSessionStore(sessions, confirmed, names, settings.clock()),
        new RedisDenylist(revocations, confirmed, settings.app(), settings.clock()),
        new RedisOneTimeUse(
            new ConfirmedWrite(sessions, redis.readTimeout(), seen), names, settings.clock()),
        EvictionWatch.start(nodes, settings.app(), watchedEvery),
        List.of(sessions, revocations));
  }

  private static Nodes open(RedisSettings settings, int poolSize) {
    try {
      return NodesOpener.open(settings, poolSize);
    } catch (JedisException e) {
      throw NotOpened.because(e);
    }
  }
}
