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
 */
final class VerifiedTokens {

  private final int generationSize;
  private volatile Map<String, VerifiedJwt> younger = new ConcurrentHashMap<>();
  private volatile Map<String, VerifiedJwt> older = new ConcurrentHashMap<>();

  VerifiedTokens(int capacity) {
    this.generationSize = capacity / 2;
  }

  Optional<VerifiedJwt> find(String token) {
    @Nullable VerifiedJwt young = younger.get(token);
    if (young != null) {
      return Optional.of(young);
    }
    Optional<VerifiedJwt> old = Optional.ofNullable(older.get(token));
    old.ifPresent(jwt -> add(token, jwt));
    return old;
  }

  /** Locked so that the size is exact; it follows a signature check or is one in a generation. */
  synchronized void add(String token, VerifiedJwt jwt) {
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
