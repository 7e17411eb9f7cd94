package dev.postern.store.memory;

import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sessions that have expired and whose end nobody has asked for yet. Whoever never asks does not
 * fill the memory: each is kept for a while only. Thread-safe.
 */
final class Expired {

  private final Deque<StoredSession> sessions = new ArrayDeque<>();

  synchronized void add(StoredSession session, Instant now) {
    while (!sessions.isEmpty() && isTooOld(sessions.getFirst(), now)) {
      sessions.removeFirst();
    }
    if (!isTooOld(session, now)) {
      sessions.addLast(session);
    }
  }

  synchronized List<StoredSession> take(int atMost) {
    List<StoredSession> taken = new ArrayList<>();
    while (taken.size() < atMost && !sessions.isEmpty()) {
      taken.add(sessions.removeFirst());
    }
    return taken;
  }

  private static boolean isTooOld(StoredSession session, Instant now) {
    Instant end = session.session().expiresAt();
    return end.plus(SessionStore.EXPIRED_KEPT).isBefore(now);
  }
}
