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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sessions as entries of one map, a session in one entry but for its large attributes. What has
 * ended is judged by the entry's own times and this node's clock; the map's expiry only tidies up.
 * Thread-safe.
 *
 * <p>Rounds, calls to the cluster that wait for one another; what is written beside a session is
 * under way at the same time:
 *
 * <ul>
 *   <li>{@code create}: 1, or those of {@link Enroller} if they are more; 1 more if there are large
 *       attributes and somebody is to be enrolled.
 *   <li>{@code find}: 1, and 1 more when the last access is moved, since members know nothing of
 *       our form and cannot do it for us.
 *   <li>{@code attribute}: 2 for a large one, 1 more for a pointer that is followed.
 *   <li>{@code update}: 1 if this node read or wrote the record before, as a request has that found
 *       it, and nobody changed it since; 2 otherwise, and 2 more per writer that was first. 1 more
 *       if there are large attributes among the changed, and 1 if the session's end comes nearer.
 *   <li>{@code move}: 1 under the same conditions, or those of {@link Enroller} if they are more; 3
 *       more per writer that was first; 1 more if there are earlier keys within their grace; 1 more
 *       per large attribute if the deadline is put off.
 *   <li>{@code delete}: those of {@link Ending}, for each pointer on the way too; 1 more if there
 *       are further keys of the session, and 1 if it has large attributes.
 *   <li>{@code findBySubject}, {@code takeExpired}: see {@link SubjectIndex} and {@link Expiry}.
 * </ul>
 *
 * <p>Two more for whoever comes by the old key of a session that was just moved, before the node
 * that moved it has asked anything else.
 *
 * <p>One more for a write if the members have to keep the entry longer than {@link
 * MapConfigs#SESSION_LIFE}: the compare-and-set takes no time to live, and the map's own is that
 * long.
 */
final class HazelcastSessionStore implements SessionStore {

  private final SessionGrid grid;
  private final Companions companions;
  private final LargeValues endingValues;
  private final SubjectIndex subjects;
  private final Overtaken overtaken = new Overtaken();
  private final Clock clock;

  HazelcastSessionStore(SessionMaps maps, Clock clock) {
    this.grid = new SessionGrid(maps.sessions());
    this.companions = new Companions(new LargeValues(maps.values()), new Ends(maps.ends()));
    this.endingValues = new LargeValues(maps.values().ending());
    this.subjects = new SubjectIndex(maps.subjects(), grid);
    this.clock = clock;
  }

  @Override
  public CreateResult create(SessionKey key, SessionRecord session, Optional<Enrolment> enrolment) {
    return new Creation(grid, companions, key, session, clock.instant()).run(enrolment, subjects);
  }

  @Override
  public FindResult find(SessionKey key, Optional<Instant> accessedAt) {
    Instant now = clock.instant();
    return grid.change(key, now, entry -> found(entry, accessedAt, now));
  }

  @Override
  public Optional<StoredValue> attribute(SessionKey key, String name) {
    return new AttributeRead(grid, companions.values(), key, name, clock.instant()).run();
  }

  @Override
  public UpdateResult update(SessionKey key, SessionDelta delta) {
    return new AttributeChange(grid, companions, key, delta, clock.instant()).run();
  }

  @Override
  public UpdateResult move(
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment) {
    return new KeyChange(
            grid, companions, subjects, from, to, delta, grace, enrolment, clock.instant())
        .run();
  }

  @Override
  public List<StoredSession> findBySubject(SubjectKey subject) {
    return subjects.find(subject, clock.instant());
  }

  @Override
  public List<StoredSession> takeExpired(int atMost) {
    List<StoredSession> taken = overtaken.take(atMost);
    return new Expiry(grid, companions, clock.instant(), atMost, taken).run();
  }

  @Override
  public Optional<StoredSession> delete(SessionKey key) {
    return supersede(key, Duration.ZERO);
  }

  @Override
  public Optional<StoredSession> supersede(SessionKey key, Duration grace) {
    return new Deletion(grid, endingValues, overtaken, grace, clock.instant()).run(key);
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
        entry.get() instanceof Pointer pointer
            ? behind(pointer)
            : ((Tombstone) entry.get()).found(now));
  }

  private static Verdict<FindResult> foundLive(Live live, Optional<Instant> accessedAt) {
    SessionRecord session = live.session();
    SessionRecord touched = accessedAt.map(session::touchedAt).orElse(session);
    FindResult found = new FindResult.Found(session);
    return touched.equals(session)
        ? new Verdict.Answer<>(found)
        : new Verdict.Write<>(live.touched(touched), found);
  }

  private static FindResult behind(Pointer pointer) {
    return pointer.readable() ? new FindResult.Moved(pointer.to()) : new FindResult.Superseded();
  }
}
