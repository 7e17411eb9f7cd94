package dev.postern.store.hazelcast;

import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sessions that had timed out before this node was asked to delete them: their end came by time, so
 * it is still to be made known. Whoever never asks does not fill the memory. Thread-safe.
 */
final class Overtaken {

  private final Deque<StoredSession> sessions = new ArrayDeque<>();

  synchronized void add(StoredSession session, Instant now) {
    sessions.removeIf(other -> isTooOld(other, now));
    sessions.addLast(session);
  }

  synchronized List<StoredSession> take(int atMost) {
    List<StoredSession> taken = new ArrayList<>();
    while (taken.size() < atMost && !sessions.isEmpty()) {
      taken.add(sessions.removeFirst());
    }
    return taken;
  }

  private static boolean isTooOld(StoredSession session, Instant now) {
    return session.session().expiresAt().plus(SessionStore.EXPIRED_KEPT).isBefore(now);
  }
}
