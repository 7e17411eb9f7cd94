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

/** Counts the calls of the maps of one instance, and how many rounds they take. */
final class CountedMaps {

  private final CountedCalls calls = new CountedCalls();
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final HazelcastInstance instance;

  CountedMaps(HazelcastInstance instance) {
    this.instance = instance;
  }

  SessionMaps sessions() {
    return SessionMaps.open("test", this::grid);
  }

  Grid grid(String name, Duration life) {
    return new Grid(
        counted(instance.getMap(name)), life, new Lanes(calls, calls, calls), new Halves());
  }

  /** Calls since the last time that were waited for one after the other. */
  int rounds() {
    return calls.rounds();
  }

  /** All calls since the last time. */
  int operations() {
    return operations.getAndSet(0);
  }

  /** Bytes of values since the last time, in both directions. */
  long bytes() {
    return bytes.getAndSet(0);
  }

  void reset() {
    rounds();
    operations();
    bytes();
  }

  @SuppressWarnings("unchecked")
  private IMap<String, byte[]> counted(IMap<String, byte[]> map) {
    return (IMap<String, byte[]>)
        Proxy.newProxyInstance(
            IMap.class.getClassLoader(),
            new Class<?>[] {IMap.class},
            (proxy, method, arguments) -> {
              operations.incrementAndGet();
              calls.called(method.getName().endsWith("Async"));
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
