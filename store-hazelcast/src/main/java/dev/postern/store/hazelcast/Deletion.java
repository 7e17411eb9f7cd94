package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ends one session under all its keys. A tombstone is put without looking first: so nothing can
 * come between, and whoever is given the record by it is the one who ended the session. For one
 * thread and one use.
 */
final class Deletion {

  private final SessionGrid grid;
  private final LargeValues values;
  private final Overtaken overtaken;
  private final Duration grace;
  private final Instant now;
  private final Set<SessionKey> buried = new HashSet<>();

  /**
   * Has not begun.
   *
   * @param grace in which look-ups are told that another session has taken this one's place
   */
  Deletion(SessionGrid grid, LargeValues values, Overtaken overtaken, Duration grace, Instant now) {
    this.grid = grid;
    this.values = values;
    this.overtaken = overtaken;
    this.grace = grace;
    this.now = now;
  }

  Optional<StoredSession> run(SessionKey key) {
    SessionKey last = key;
    Optional<Entry> there = bury(key);
    while (there.isPresent() && there.get() instanceof Pointer pointer && !pointer.isPast(now)) {
      last = pointer.to();
      there = bury(last);
    }
    return there.isPresent() && there.get() instanceof Live live
        ? ended(last, live)
        : Optional.empty();
  }

  private Optional<StoredSession> ended(SessionKey key, Live live) {
    live.formerKeys().stream()
        .filter(former -> !former.isPast(now) && !buried.contains(former.key()))
        .forEach(former -> bury(former.key()));
    StoredSession whole = new StoredSession(key, values.complete(live));
    values.forget(live.apart().values());
    if (live.isPast(now)) {
      overtaken.add(whole, now);
      return Optional.empty();
    }
    return Optional.of(whole);
  }

  private Optional<Entry> bury(SessionKey key) {
    buried.add(key);
    return grid.bury(key, Tombstone.setAt(now, grace), now);
  }
}
