package dev.postern.store.hazelcast;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.FindResult;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.StoredValue;
import dev.postern.store.SubjectKey;
import dev.postern.store.UpdateResult;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions as entries of one map, a session in one entry. What has ended is judged by the entry's
 * own times and this node's clock; the map's expiry only tidies up. Thread-safe.
 *
 * <p>Round trips to the cluster:
 *
 * <ul>
 *   <li>{@code create}: 1.
 *   <li>{@code find}: 1, and 1 more when the last access is moved, since members know nothing of
 *       our form and cannot do it for us.
 *   <li>{@code update}: 1 if this node read or wrote the record before, as a request has that found
 *       it, and nobody changed it since; 2 otherwise, and 2 more per writer that was first.
 *   <li>{@code move}: 2 under the same condition, and 1 more per earlier key within its grace.
 *   <li>{@code delete}: 1, and 1 more per further key of the session.
 * </ul>
 *
 * <p>One more for a write if the session lives longer than {@link MapConfigs#SESSION_LIFE} after
 * it: the compare-and-set takes no time to live, and the map's own is that long.
 */
final class HazelcastSessionStore implements SessionStore {

  private final SessionGrid grid;
  private final Clock clock;

  HazelcastSessionStore(Grid grid, Clock clock) {
    this.grid = new SessionGrid(grid);
    this.clock = clock;
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    SessionRecord first =
        new SessionRecord(
            session.header(),
            session.attributes(),
            session.lastAccessedAt(),
            session.lifetime(),
            1);
    return grid.place(key, Live.of(first, List.of()), clock.instant())
        ? CreateResult.CREATED
        : CreateResult.TAKEN;
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    Instant now = clock.instant();
    return grid.change(key, now, entry -> found(entry, accessedAt, now));
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return find(key, Optional.empty()) instanceof FindResult.Found found
        ? Optional.ofNullable(found.session().attributes().get(name))
        : Optional.empty();
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return List.of();
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    return List.of();
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    Instant now = clock.instant();
    return grid.changeInTurn(key, now, entry -> updated(entry, delta, now));
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return new KeyChange(grid, from, to, delta, grace, clock.instant()).run();
  }

  /**
   * Puts the tombstone without looking first: so nothing can come between, and whoever is given the
   * record by it is the one who ended the session.
   */
  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    Instant now = clock.instant();
    Set<SessionKey> buried = new HashSet<>(Set.of(key));
    SessionKey last = key;
    Optional<Entry> there = grid.bury(key, now).filter(entry -> !entry.isPast(now));
    while (there.isPresent() && there.get() instanceof Pointer pointer) {
      last = pointer.to();
      buried.add(last);
      there = grid.bury(last, now);
    }
    SessionKey filed = last;
    return there
        .flatMap(entry -> ended(entry, buried, now))
        .map(session -> new StoredSession(filed, session));
  }

  private Optional<SessionRecord> ended(Entry entry, Set<SessionKey> buried, Instant now) {
    if (!(entry instanceof Live live) || live.isPast(now)) {
      return Optional.empty();
    }
    live.formerKeys().stream()
        .filter(former -> !former.isPast(now) && !buried.contains(former.key()))
        .forEach(former -> grid.bury(former.key(), now));
    return Optional.of(live.session());
  }

  private static Verdict<FindResult> found(
      Optional<Entry> entry, Optional<Instant> accessedAt, Instant now) {
    if (entry.isEmpty() || entry.get().isPast(now)) {
      return new Verdict.Answer<>(new FindResult.Absent());
    }
    if (entry.get() instanceof Live live) {
      return foundLive(live, accessedAt);
    }
    return new Verdict.Answer<>(
        entry.get() instanceof Pointer pointer ? behind(pointer) : new FindResult.Absent());
  }

  private static Verdict<FindResult> foundLive(Live live, Optional<Instant> accessedAt) {
    SessionRecord session = live.session();
    SessionRecord touched = accessedAt.map(session::touchedAt).orElse(session);
    FindResult found = new FindResult.Found(session);
    return touched.equals(session)
        ? new Verdict.Answer<>(found)
        : new Verdict.Write<>(live.with(touched), found);
  }

  private static FindResult behind(Pointer pointer) {
    return pointer.readable() ? new FindResult.Moved(pointer.to()) : new FindResult.Superseded();
  }

  private static Verdict<UpdateResult> updated(
      Optional<Entry> entry, SessionDelta delta, Instant now) {
    Optional<UpdateResult> refusal = Refusal.of(entry, delta, now);
    if (refusal.isPresent()) {
      return new Verdict.Answer<>(refusal.get());
    }
    Live live = (Live) entry.orElseThrow();
    SessionRecord changed = live.session().with(delta);
    return new Verdict.Write<>(live.with(changed), new UpdateResult.Saved(changed.version()));
  }
}
