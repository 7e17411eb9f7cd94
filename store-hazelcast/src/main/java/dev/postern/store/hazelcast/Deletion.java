package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredSession;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Ends one session under all its keys. For one thread and one use.
 *
 * <ol>
 *   <li>Pointers are followed to where the session is. That entry ends first, by compare-and-set:
 *       one that a move has just turned into a pointer is followed on, and a move that comes later
 *       finds nothing to move. Whoever ends it is given the record.
 *   <li>Only then the pointers are buried, all at once. If this node or the cluster fails before,
 *       they lead to where nothing is any more, and the same request can be made again.
 * </ol>
 */
final class Deletion {

  private final SessionGrid grid;
  private final LargeValues values;
  private final Overtaken overtaken;
  private final Duration grace;
  private final Instant now;
  private final Set<SessionKey> leading = new LinkedHashSet<>();

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
    Optional<Entry> there = grid.end(last, grace, now);
    while (there.isPresent() && there.get() instanceof Pointer pointer && !pointer.isPast(now)) {
      leading.add(last);
      last = pointer.to();
      there = grid.end(last, grace, now);
    }
    if (there.isPresent() && there.get() instanceof Live live) {
      return ended(last, live);
    }
    grid.bury(leading, grace, now);
    return Optional.empty();
  }

  private Optional<StoredSession> ended(SessionKey key, Live live) {
    live.formerKeys().stream()
        .filter(former -> !former.isPast(now))
        .forEach(former -> leading.add(former.key()));
    grid.bury(leading, grace, now);
    StoredSession whole = new StoredSession(key, values.complete(live));
    values.forget(live.apart().values());
    if (live.isPast(now)) {
      overtaken.add(whole, now);
      return Optional.empty();
    }
    return Optional.of(whole);
  }
}
