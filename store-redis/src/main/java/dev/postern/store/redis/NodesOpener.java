package dev.postern.store.redis;

import java.time.Duration;
import java.util.HashSet;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/**
 * Opens connections as the settings say. Speaks RESP2 without negotiating, so that a user needs no
 * right to {@code HELLO}. Stateless and thread-safe.
 */
final class NodesOpener {

  private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(1);

  private NodesOpener() {}

  static Nodes open(RedisSettings settings, int poolSize) {
    RedisAddress address = settings.address();
    return switch (address.kind()) {
      case SINGLE -> single(settings, poolSize);
      case SENTINEL -> sentinel(settings, poolSize);
      case CLUSTER ->
          new ClusterNodes(
              new ClusterConnectionProvider(
                  new HashSet<>(address.hosts()),
                  client(settings).build(),
                  pool(settings, poolSize),
                  TOPOLOGY_REFRESH));
    };
  }

  private static Nodes single(RedisSettings settings, int poolSize) {
    PooledConnectionProvider provider =
        new PooledConnectionProvider(
            settings.address().hosts().get(0),
            client(settings).database(settings.address().database()).build(),
            pool(settings, poolSize));
    return new PrimaryNode(provider, () -> provider.getPrimaryNodesConnectionMap().values());
  }

  /** Sentinels are asked without credentials: those of the address are for the primary. */
  private static Nodes sentinel(RedisSettings settings, int poolSize) {
    SentineledConnectionProvider provider =
        new SentineledConnectionProvider(
            settings.address().primaryName(),
            client(settings).build(),
            pool(settings, poolSize),
            new HashSet<>(settings.address().hosts()),
            anonymous(settings).build());
    return new PrimaryNode(provider, () -> provider.getPrimaryNodesConnectionMap().values());
  }

  private static DefaultJedisClientConfig.Builder client(RedisSettings settings) {
    DefaultJedisClientConfig.Builder client = anonymous(settings);
    settings
        .address()
        .credentials()
        .ifPresent(
            credentials -> {
              credentials.user().ifPresent(client::user);
              client.password(credentials.password());
            });
    return client;
  }

  private static DefaultJedisClientConfig.Builder anonymous(RedisSettings settings) {
    DefaultJedisClientConfig.Builder client =
        DefaultJedisClientConfig.builder()
            .autoNegotiateProtocol(false)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .connectionTimeoutMillis((int) settings.connectTimeout().toMillis())
            .socketTimeoutMillis((int) settings.readTimeout().toMillis());
    return settings.address().tls() ? client.sslOptions(SslOptions.defaults()) : client;
  }

  private static ConnectionPoolConfig pool(RedisSettings settings, int size) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(size);
    pool.setMaxIdle(size);
    pool.setMaxWait(settings.poolWait());
    // A name in the JVM-wide registry would keep the web application's classes after its end.
    pool.setJmxEnabled(false);
    return pool;
  }
}
