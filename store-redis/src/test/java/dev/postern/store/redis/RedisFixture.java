package dev.postern.store.redis;

import static org.awaitility.Awaitility.await;

import dev.postern.store.StoreException;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Opens stores and closes them all at the end. They are patient, so that a machine that stalls is
 * not taken for an outage; only a test of outages opens one {@link #asShipped}.
 */
final class RedisFixture implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PATIENT = "60s";

  private final List<Stores> opened = new ArrayList<>();

  Stores open(String uri, String app, Clock clock) {
    return open(uri, app, clock, PATIENT);
  }

  /** One with a time-out of its own, for whatever has to be waited for. */
  Stores open(String uri, String app, Clock clock, String timeout) {
    return open(
        Map.of(
            "store.uri", uri,
            "store.connect-timeout", timeout,
            "store.read-timeout", timeout,
            "store.pool-wait", timeout),
        app,
        clock);
  }

  /** One with the time-outs that ship; it is tried until the server answers within them. */
  Stores asShipped(String uri, String app, Clock clock) {
    return await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(() -> open(Map.of("store.uri", uri), app, clock), Objects::nonNull);
  }

  private Stores open(Map<String, String> values, String app, Clock clock) {
    Stores stores = new RedisStoreProvider().open(new StoreSettings(app, values, clock));
    opened.add(stores);
    return stores;
  }

  /** The settings of a filter over HTTP whose store is patient. */
  static Map<String, String> patient(String uri) {
    return Map.of(
        "store", "redis",
        "store.uri", uri,
        "store.connect-timeout", PATIENT,
        "store.read-timeout", PATIENT,
        "store.pool-wait", PATIENT);
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
