package dev.postern.store.hazelcast;

import dev.postern.store.SessionKey;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Who of a roll is there. Immutable and thread-safe.
 *
 * @param live the sessions that live
 * @param left the roll without those who have ended
 */
record RollCall(List<StoredSession> live, Roll left) {

  RollCall {
    live = List.copyOf(live);
  }

  static RollCall of(SubjectKey subject, Roll roll, SessionGrid sessions, Instant now) {
    return of(subject, roll, sessions, now, (place, absent) -> false);
  }

  /**
   * The same where a place is wanted and none is free. Whoever is late is kept out by a tombstone,
   * so that it cannot come any more, and leaves its place: else a login whose answer was lost would
   * keep its user out. If it was only slow it is told that its key is taken, and takes another.
   */
  static RollCall atTheBound(SubjectKey subject, Roll roll, SessionGrid sessions, Instant now) {
    return of(
        subject,
        roll,
        sessions,
        now,
        (place, absent) ->
            place.isLate(now)
                && absent.stream()
                    .allMatch(
                        key -> sessions.place(key, Tombstone.setAt(now, Duration.ZERO), now)));
  }

  private static RollCall of(
      SubjectKey subject,
      Roll roll,
      SessionGrid sessions,
      Instant now,
      BiPredicate<Place, Set<SessionKey>> isKeptOut) {
    Map<SessionKey, Entry> entries = new Whereabouts(subject, sessions, now).of(roll.keys());
    List<StoredSession> live = new ArrayList<>();
    List<Place> left = new ArrayList<>();
    Set<SessionKey> keys = new HashSet<>();
    for (Place place : roll.places()) {
      Optional<StoredSession> session =
          sessionAt(subject, place, entries, now).filter(found -> keys.add(found.key()));
      session.ifPresent(live::add);
      if (session.isPresent() && place.isSettled(now)) {
        left.add(place.only(session.get().key()));
      } else if (session.isPresent() || mayCome(place, entries, now, isKeptOut)) {
        left.add(place);
      }
    }
    return new RollCall(live, new Roll(left));
  }

  /** Whether nobody is about to come, who might be under a key that this roll does not have yet. */
  boolean isSure() {
    return live.size() == left.places().size();
  }

  /** Where a pointer leads goes before a copy that another move has made and not yet taken back. */
  private static Optional<StoredSession> sessionAt(
      SubjectKey subject, Place place, Map<SessionKey, Entry> entries, Instant now) {
    for (SessionKey key : place.keys()) {
      SessionKey filed = key;
      for (int hop = 0; hop < entries.size(); hop++) {
        filed =
            entries.get(filed) instanceof Pointer pointer
                    && Whereabouts.leadsOn(pointer, place.keys(), subject)
                ? pointer.to()
                : filed;
      }
      if (entries.get(filed) instanceof Live live && !live.isPast(now)) {
        return Optional.of(new StoredSession(filed, live.session()));
      }
    }
    return Optional.empty();
  }

  /** A key of which nothing is known may be one that is being stored. */
  private static boolean mayCome(
      Place place,
      Map<SessionKey, Entry> entries,
      Instant now,
      BiPredicate<Place, Set<SessionKey>> isKeptOut) {
    Set<SessionKey> absent = new HashSet<>(place.keys());
    absent.removeAll(entries.keySet());
    return !place.isSettled(now) && !absent.isEmpty() && !isKeptOut.test(place, absent);
  }
}
