package dev.postern.store.contract;

import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A store whose writes all happen, but of some of which nobody ever hears. */
final class LosingStore {

  private static final Set<String> WRITES =
      Set.of("create", "update", "move", "delete", "supersede");

  private LosingStore() {}

  /**
   * Around a store.
   *
   * @param oneIn of how many answers to writes one is lost
   */
  static SessionStore around(SessionStore store, int oneIn) {
    AtomicLong writes = new AtomicLong();
    return (SessionStore)
        Proxy.newProxyInstance(
            SessionStore.class.getClassLoader(),
            new Class<?>[] {SessionStore.class},
            (proxy, method, arguments) -> {
              Object answer = invoke(() -> method.invoke(store, arguments));
              if (WRITES.contains(method.getName()) && writes.incrementAndGet() % oneIn == 0) {
                throw new StoreException("lost", new IllegalStateException("lost by the test"));
              }
              return answer;
            });
  }

  private static Object invoke(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** A call by reflection. */
  @FunctionalInterface
  private interface Invocation {
    Object run() throws ReflectiveOperationException;
  }
}
