package dev.postern.store.redis;

import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;

/** Lets go of connections that may be broken already. */
final class Closing {

  private static final System.Logger LOG = System.getLogger(Closing.class.getName());

  private Closing() {}

  static void quietly(ConnectionProvider provider) {
    try {
      provider.close();
    } catch (JedisException e) {
      LOG.log(System.Logger.Level.DEBUG, "event=close-failed store=redis", e);
    } catch (Exception e) {
      throw new IllegalStateException("A connection provider must not fail to close.", e);
    }
  }
}
