/** Sessions and revocations on Redis. Nothing here is an API; the service loader finds it. */
module dev.postern.store.redis {
  requires dev.postern;
  requires redis.clients.jedis;
  requires org.apache.commons.pool2;
  requires static org.jspecify;

  provides dev.postern.store.StoreProvider with
      dev.postern.store.redis.RedisStoreProvider;
}
