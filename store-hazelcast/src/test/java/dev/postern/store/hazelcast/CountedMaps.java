package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of the maps of one instance: those that are waited for one after the other, and
 * those that run beside them.
 */
final class CountedMaps {

  private final AtomicInteger trips = new AtomicInteger();
  private final AtomicInteger beside = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final HazelcastInstance instance;

  CountedMaps(HazelcastInstance instance) {
    this.instance = instance;
  }

  SessionMaps sessions() {
    return SessionMaps.open("test", this::grid);
  }

  Grid grid(String name, Duration life) {
    return new Grid(counted(instance.getMap(name)), life);
  }

  /** Calls since the last time, one after the other. */
  int trips() {
    return trips.getAndSet(0);
  }

  /** Calls since the last time that were not waited for at once. */
  int beside() {
    return beside.getAndSet(0);
  }

  /** Bytes of values since the last time, in both directions. */
  long bytes() {
    return bytes.getAndSet(0);
  }

  void reset() {
    trips();
    beside();
    bytes();
  }

  @SuppressWarnings("unchecked")
  private IMap<String, byte[]> counted(IMap<String, byte[]> map) {
    return (IMap<String, byte[]>)
        Proxy.newProxyInstance(
            IMap.class.getClassLoader(),
            new Class<?>[] {IMap.class},
            (proxy, method, arguments) -> {
              (method.getName().endsWith("Async") ? beside : trips).incrementAndGet();
              try {
                Object result = method.invoke(map, arguments);
                weigh(result);
                for (Object argument : arguments) {
                  weigh(argument);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void weigh(@Nullable Object value) {
    if (value instanceof byte[] array) {
      bytes.addAndGet(array.length);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(this::weigh);
    }
  }
}
