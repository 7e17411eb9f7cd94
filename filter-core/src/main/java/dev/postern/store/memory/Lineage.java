package dev.postern.store.memory;

import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * One session with all the keys it has had. The table of the store leads each of those keys here,
 * and everything that happens to the session happens under this one lock: so a change of its key,
 * which touches two places of the table, is one step, and no two of them can wait for each other.
 * Thread-safe.
 */
final class Lineage implements Entry {

  private static final FindResult ABSENT = new FindResult.Absent();
  private static final UpdateResult GONE = new UpdateResult.Gone();

  private final ConcurrentMap<SessionKey, Entry> table;
  private final BiConsumer<StoredSession, Instant> whenExpired;
  private SessionKey key;
  private SessionRecord session;
  private Map<SessionKey, Pointer> pointers = Map.of();
  private boolean over;

  /**
   * A new session.
   *
   * @param whenExpired is given the session once, if its end comes by time
   */
  Lineage(
      ConcurrentMap<SessionKey, Entry> table,
      BiConsumer<StoredSession, Instant> whenExpired,
      SessionKey key,
      SessionRecord session) {
    this.table = table;
    this.whenExpired = whenExpired;
    this.key = key;
    this.session = session;
  }

  @Override
  public synchronized FindResult find(SessionKey asked, Optional<Instant> accessedAt, Instant now) {
    if (isOver(now)) {
      return ABSENT;
    }
    if (asked.equals(key)) {
      SessionRecord before = session;
      accessedAt.ifPresent(at -> session = before.touchedAt(at));
      return new FindResult.Found(before);
    }
    Pointer pointer = pointers.get(asked);
    if (pointer == null || pointer.isPast(now)) {
      return ABSENT;
    }
    return pointer.readable() ? new FindResult.Moved(key) : new FindResult.Superseded();
  }

  synchronized Optional<StoredValue> attribute(SessionKey asked, String name, Instant now) {
    boolean isHere = !isOver(now) && (asked.equals(key) || pointsHere(asked, now));
    return isHere ? Optional.ofNullable(session.attributes().get(name)) : Optional.empty();
  }

  /** The session if this is its key and it has not ended. */
  synchronized Optional<StoredSession> liveUnder(SessionKey asked, Instant now) {
    return !isOver(now) && asked.equals(key)
        ? Optional.of(new StoredSession(key, session))
        : Optional.empty();
  }

  synchronized UpdateResult update(SessionKey asked, SessionDelta delta, Instant now) {
    return refusal(asked, delta, now).orElseGet(() -> apply(delta));
  }

  synchronized UpdateResult move(
      SessionKey asked, SessionKey to, SessionDelta delta, Grace grace, Instant now) {
    Optional<UpdateResult> refusal = refusal(asked, delta, now);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (table.putIfAbsent(to, this) != null) {
      return GONE;
    }
    leavePointer(grace, now);
    key = to;
    return apply(delta);
  }

  /** Ends the session if the key still counts, and buries the key in any case. */
  synchronized Optional<StoredSession> end(SessionKey asked, Tombstone tombstone, Instant now) {
    if (!isOver(now) && (asked.equals(key) || pointsHere(asked, now))) {
      over = true;
      table.replace(key, this, tombstone);
      pointers.keySet().forEach(old -> table.replace(old, this, tombstone));
      return Optional.of(new StoredSession(key, session));
    }
    table.replace(asked, this, tombstone);
    return Optional.empty();
  }

  @Override
  public synchronized boolean releases(SessionKey asked, Instant now) {
    if (isOver(now)) {
      return true;
    }
    if (asked.equals(key) || pointsHere(asked, now)) {
      return false;
    }
    forget(asked);
    return true;
  }

  private Optional<UpdateResult> refusal(SessionKey asked, SessionDelta delta, Instant now) {
    if (isOver(now)) {
      return Optional.of(GONE);
    }
    if (!asked.equals(key)) {
      return Optional.of(pointsHere(asked, now) ? new UpdateResult.Moved(key) : GONE);
    }
    boolean expected = delta.expectedVersion().orElse(session.version()) == session.version();
    return expected ? Optional.empty() : Optional.of(new UpdateResult.Conflict());
  }

  private UpdateResult apply(SessionDelta delta) {
    session = session.with(delta);
    return new UpdateResult.Saved(session.version());
  }

  /** Also drops the pointers whose time has passed, so that their number stays small. */
  private void leavePointer(Grace grace, Instant now) {
    Map<SessionKey, Pointer> kept = new HashMap<>();
    pointers.forEach((old, pointer) -> kept.put(old, pointer.readableOnlyIf(grace.readable())));
    kept.put(key, Pointer.setAt(now, grace));
    kept.forEach(
        (old, pointer) -> {
          if (pointer.isPast(now)) {
            table.remove(old, this);
          }
        });
    kept.values().removeIf(pointer -> pointer.isPast(now));
    pointers = kept;
  }

  private void forget(SessionKey old) {
    Map<SessionKey, Pointer> kept = new HashMap<>(pointers);
    kept.remove(old);
    pointers = kept;
  }

  private boolean pointsHere(SessionKey asked, Instant now) {
    Pointer pointer = pointers.get(asked);
    return pointer != null && !pointer.isPast(now);
  }

  /** What was once seen to be over stays so, also if the clock is set back. */
  private boolean isOver(Instant now) {
    if (!over && session.isExpired(now)) {
      over = true;
      whenExpired.accept(new StoredSession(key, session), now);
    }
    return over;
  }
}
