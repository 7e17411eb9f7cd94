package dev.postern.session;

import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.SubjectKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Keys under which a login may have stored a session whose id no client was told, because the
 * store's answer was lost. Nobody can ever use such a session, and it takes a place among those of
 * its owner. Bounded: what does not fit in ends by its idle timeout. Thread-safe.
 */
final class UntoldSessions {

  private static final int MOST = 10_000;

  private final Map<SessionKey, Optional<SubjectKey>> owners = new ConcurrentHashMap<>();

  /**
   * Remembers one.
   *
   * @param owner among whose sessions it may have a place
   */
  void add(SessionKey key, Optional<SubjectKey> owner) {
    if (owners.size() < MOST) {
      owners.put(key, owner);
    }
  }

  /** It was stored by another attempt, and its client is told. */
  void remove(SessionKey key) {
    owners.remove(key);
  }

  /**
   * Ends all of them.
   *
   * @throws StoreException if the store cannot be asked; those that are left stay known
   */
  void end(SessionEnd ends) {
    endEach(owner -> true, ends);
  }

  /**
   * Ends those of one subject, so that a login waits for no others.
   *
   * @throws StoreException if the store cannot be asked; those that are left stay known
   */
  void endOf(SubjectKey subject, SessionEnd ends) {
    endEach(Optional.of(subject)::equals, ends);
  }

  private void endEach(Predicate<Optional<SubjectKey>> concerned, SessionEnd ends) {
    for (Map.Entry<SessionKey, Optional<SubjectKey>> untold : Map.copyOf(owners).entrySet()) {
      if (concerned.test(untold.getValue()) && owners.remove(untold.getKey()) != null) {
        end(untold.getKey(), untold.getValue(), ends);
      }
    }
  }

  private void end(SessionKey key, Optional<SubjectKey> owner, SessionEnd ends) {
    try {
      ends.end(key);
    } catch (StoreException e) {
      owners.put(key, owner);
      throw e;
    }
  }
}
