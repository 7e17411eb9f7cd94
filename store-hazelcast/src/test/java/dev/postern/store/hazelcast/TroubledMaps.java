package dev.postern.store.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Maps of sessions where something happens just before or just after a call of one of them. */
final class TroubledMaps {

  /** What happens. */
  interface Trouble {

    /**
     * Before or after one call.
     *
     * @param call its number, from 1 on
     */
    void at(int call);
  }

  private static final Trouble NONE = call -> {};

  private final AtomicInteger calls = new AtomicInteger();
  private final HazelcastInstance instance;
  private volatile Trouble before = NONE;
  private volatile Trouble after = NONE;

  TroubledMaps(HazelcastInstance instance) {
    this.instance = instance;
  }

  /** From now on, with calls counted anew. */
  void before(Trouble trouble) {
    calls.set(0);
    before = trouble;
    after = NONE;
  }

  /** From now on, with calls counted anew. */
  void after(Trouble trouble) {
    calls.set(0);
    before = NONE;
    after = trouble;
  }

  int calls() {
    return calls.get();
  }

  /** All maps, of which calls are counted and troubled in this one. */
  SessionMaps in(String troubled) {
    return in(troubled, new AtOnce());
  }

  /** The same where questions are put in this way. */
  SessionMaps in(String troubled, Asking asking) {
    Lanes lanes = new Lanes(asking, asking, asking);
    return SessionMaps.open("test", (name, life) -> grid(name, life, lanes, troubled));
  }

  private Grid grid(String name, Duration life, Lanes lanes, String troubled) {
    IMap<String, byte[]> map = instance.getMap(name);
    return new Grid(name.equals(troubled) ? troubled(map) : map, life, lanes, new Halves());
  }

  @SuppressWarnings("unchecked")
  private IMap<String, byte[]> troubled(IMap<String, byte[]> map) {
    return (IMap<String, byte[]>)
        Proxy.newProxyInstance(
            IMap.class.getClassLoader(),
            new Class<?>[] {IMap.class},
            (proxy, method, arguments) -> {
              int call = calls.incrementAndGet();
              before.at(call);
              try {
                Object answer = method.invoke(map, arguments);
                after.at(call);
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
