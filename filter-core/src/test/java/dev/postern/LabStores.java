package dev.postern;

import static java.util.Objects.requireNonNull;

import dev.postern.store.Denylist;
import dev.postern.store.KeepsReferences;
import dev.postern.store.OneTimeUse;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoreSettings;
import dev.postern.store.Stores;
import dev.postern.store.memory.MemoryStoreProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Memory stores that count trips and can be told to fail; opened by the name in store.lab. */
final class LabStores implements Stores {

  private static final Map<String, LabStores> BY_NAME = new ConcurrentHashMap<>();

  final String name = UUID.randomUUID().toString();
  final AtomicInteger openings = new AtomicInteger();
  final AtomicInteger closings = new AtomicInteger();

  private final AtomicInteger trips = new AtomicInteger();
  private volatile Optional<Supplier<RuntimeException>> failure = Optional.empty();
  private volatile String answerless = "";
  private volatile boolean forgetting;
  private volatile Optional<Stores> memory = Optional.empty();

  LabStores() {
    BY_NAME.put(name, this);
  }

  static Stores open(StoreSettings settings) {
    var stores = requireNonNull(BY_NAME.get(settings.values().getOrDefault("store.lab", "")));
    stores.openings.incrementAndGet();
    return stores.opened(settings);
  }

  /** Whoever opens them later finds what the first one left. */
  private synchronized Stores opened(StoreSettings settings) {
    if (memory.isEmpty()) {
      memory =
          Optional.of(
              new MemoryStoreProvider()
                  .open(new StoreSettings(settings.app(), Map.of(), settings.clock())));
    }
    return this;
  }

  /** No filter will open them any more. */
  void forget() {
    BY_NAME.remove(name);
  }

  void breakDown() {
    breakWith(() -> new StoreException("lab: no answer", new IllegalStateException("cut")));
  }

  void breakWith(Supplier<RuntimeException> problem) {
    failure = Optional.of(problem);
  }

  /** Calls of this method are carried out, and nobody hears of it. */
  void loseAnswersOf(String method) {
    answerless = method;
  }

  void mend() {
    failure = Optional.empty();
    answerless = "";
  }

  /** As a server does that was told to evict. */
  void forgetThings() {
    forgetting = true;
  }

  @Override
  public boolean keepsEverything() {
    return !forgetting;
  }

  int tripsSinceLast() {
    return trips.getAndSet(0);
  }

  @Override
  public SessionStore sessions() {
    return watched(memory.orElseThrow().sessions(), SessionStore.class, KeepsReferences.class);
  }

  @Override
  public Denylist denylist() {
    return watched(memory.orElseThrow().denylist(), Denylist.class);
  }

  @Override
  public OneTimeUse oneTimeUse() {
    return watched(memory.orElseThrow().oneTimeUse(), OneTimeUse.class);
  }

  @Override
  public void close() {
    closings.incrementAndGet();
  }

  private <T> T watched(T store, Class<T> kind, Class<?>... more) {
    var kinds = new Class<?>[more.length + 1];
    kinds[0] = kind;
    System.arraycopy(more, 0, kinds, 1, more.length);
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(),
            kinds,
            (proxy, method, arguments) -> {
              trips.incrementAndGet();
              if (failure.isPresent()) {
                throw failure.get().get();
              }
              try {
                Object answer = method.invoke(store, arguments);
                if (method.getName().equals(answerless)) {
                  throw new StoreException("lab: lost", new IllegalStateException("cut"));
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
