package dev.postern.store.redis;

import dev.postern.AuthenticationFilter;
import dev.postern.store.contract.NewKeys;
import dev.postern.store.contract.UndeployContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.pool2.ObjectPool;
import org.junit.jupiter.api.AfterEach;
import redis.clients.authentication.core.Token;
import redis.clients.jedis.Jedis;

/** With jedis and all that it needs in the application. */
class RedisUndeployTest extends UndeployContract {

  private final RedisProcess redis = RedisProcess.start();

  @AfterEach
  void stopServer() {
    redis.close();
  }

  @Override
  protected List<Class<?>> libraries() {
    return List.of(
        AuthenticationFilter.class,
        RedisStoreProvider.class,
        Jedis.class,
        ObjectPool.class,
        Token.class);
  }

  @Override
  protected Map<String, String> store() {
    Map<String, String> settings = new HashMap<>(RedisFixture.patient(redis.uri()));
    settings.put("keys", NewKeys.make().toString());
    return settings;
  }
}
