package dev.postern.token;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens whose signature was good, by their full canonical text, so that it is checked
 * once. Two generations of half the capacity: when the younger is full the older is dropped whole,
 * and what is still in use moves up when it is asked for. So it is bounded under any flood, needs
 * no thread to clean it, and every step takes constant time. Thread-safe.
 *
 * @param <V> what is remembered of a token; immutable
 */
final class VerifiedTokens<V> {

  private final int generationSize;
  private volatile Map<String, V> younger = new ConcurrentHashMap<>();
  private volatile Map<String, V> older = new ConcurrentHashMap<>();

  VerifiedTokens(int capacity) {
    this.generationSize = capacity / 2;
  }

  Optional<V> find(String token) {
    @Nullable V young = younger.get(token);
    if (young != null) {
      return Optional.of(young);
    }
    Optional<V> old = Optional.ofNullable(older.get(token));
    old.ifPresent(jwt -> add(token, jwt));
    return old;
  }

  /** Locked so that the size is exact; it follows a signature check or is one in a generation. */
  synchronized void add(String token, V jwt) {
    if (younger.size() >= generationSize) {
      older = younger;
      younger = new ConcurrentHashMap<>();
    }
    younger.put(token, jwt);
  }

  synchronized void remove(String token) {
    younger.remove(token);
    older.remove(token);
  }

  synchronized int size() {
    return younger.size() + older.size();
  }
}
