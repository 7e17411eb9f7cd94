package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keys under which a login may have stored a session whose id no client was told, because the
 * store's answer was lost. Nobody can ever use such a session, and it takes a place among those of
 * its owner. A bounded set: what does not fit in ends by its idle timeout. Thread-safe.
 */
final class UntoldSessions {

  private static final int MOST = 10_000;

  private final Set<SessionKey> keys = ConcurrentHashMap.newKeySet();

  void add(SessionKey key) {
    if (keys.size() < MOST) {
      keys.add(key);
    }
  }

  /** It was stored by another attempt, and its client is told. */
  void remove(SessionKey key) {
    keys.remove(key);
  }

  /**
   * Ends them.
   *
   * @throws StoreException if the store cannot be asked; those that are left stay known
   */
  void end(SessionEnd ends) {
    for (SessionKey key : Set.copyOf(keys)) {
      if (keys.remove(key)) {
        end(key, ends);
      }
    }
  }

  private void end(SessionKey key, SessionEnd ends) {
    try {
      ends.end(key);
    } catch (StoreException e) {
      keys.add(key);
      throw e;
    }
  }
}
