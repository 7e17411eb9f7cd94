package dev.postern.store.redis;

import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Opens stores and closes them all at the end. */
final class RedisFixture implements AutoCloseable {

  private final List<Stores> opened = new ArrayList<>();

  Stores open(String uri, String app, Clock clock) {
    return open(Map.of("store.uri", uri), app, clock);
  }

  Stores open(Map<String, String> values, String app, Clock clock) {
    Stores stores = new RedisStoreProvider().open(new StoreSettings(app, values, clock));
    opened.add(stores);
    return stores;
  }

  static String freshApp() {
    return "app-" + UUID.randomUUID();
  }

  @Override
  public void close() {
    opened.forEach(Stores::close);
    opened.clear();
  }
}
