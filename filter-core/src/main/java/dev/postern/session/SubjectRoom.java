package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionStore;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the number of a subject's sessions within its bound. The store counts, in the step that
 * stores a session; only when it says that there is no room, this looks closer: it has those struck
 * off that have ended, and then the oldest give way, or the login is refused. Thread-safe.
 */
final class SubjectRoom {

  /** One for each other login of the subject that was first. */
  private static final int MAX_ATTEMPTS = 64;

  private final SessionStore store;
  private final SessionKeys keys;
  private final SubjectLimit limit;
  private final SessionCodec codec;
  private final SessionEnd ends;
  private final UntoldSessions untold;

  SubjectRoom(
      SessionStore store,
      SessionKeys keys,
      SubjectLimit limit,
      SessionCodec codec,
      SessionEnd ends,
      UntoldSessions untold) {
    this.store = store;
    this.keys = keys;
    this.limit = limit;
    this.codec = codec;
    this.ends = ends;
    this.untold = untold;
  }

  /**
   * Stores a session for a login, and makes room for it if need be.
   *
   * @param key it is to be stored under
   * @param step asks the store, within a bound
   * @param full the answer that there is no room
   * @throws TooManySessionsException if nobody gives way
   * @throws StoreException if others take the room again and again, or if it is taken by logins
   *     that are not stored, see {@link PlacesInFlight}
   */
  <R> R forLogin(
      ManagedSession session, SessionKey key, Function<Optional<Enrolment>, R> step, R full) {
    Optional<Enrolment> asked = enrolment(session, session.hasPlace() ? endless() : limit.most());
    PlacesInFlight inFlight = new PlacesInFlight();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      R result = remembering(key, asked, step);
      if (!result.equals(full)) {
        return result;
      }
      if (isMade(asked.orElseThrow().subject())) {
        inFlight.progressed();
      } else {
        inFlight.await();
      }
    }
    throw new StoreException(
        "Other logins of the subject took the room for this one.",
        new IllegalStateException(MAX_ATTEMPTS + " attempts"));
  }

  /** For one that has its place already, and another key now. */
  Optional<Enrolment> forNewKey(ManagedSession session) {
    return enrolment(session, endless());
  }

  private <R> R remembering(
      SessionKey key, Optional<Enrolment> asked, Function<Optional<Enrolment>, R> step) {
    try {
      return step.apply(asked);
    } catch (StoreException e) {
      untold.add(key, asked.map(Enrolment::subject));
      throw e;
    }
  }

  /**
   * Has ended sessions struck off, and lets the oldest give way.
   *
   * @return false if there should be room, by the sessions that are there: what takes it is a place
   *     without a session, of a login that is just being stored, or whose answer was lost
   */
  private boolean isMade(SubjectKey subject) {
    untold.endOf(subject, ends);
    List<StoredSession> live = store.findBySubject(subject);
    int tooMany = live.size() - limit.most() + 1;
    if (tooMany <= 0) {
      return false;
    }
    if (limit.refuses()) {
      throw new TooManySessionsException(limit.most());
    }
    live.stream()
        .sorted(Comparator.comparing(this::loginOf))
        .limit(tooMany)
        .forEach(oldest -> ends.end(oldest.key()));
    store.findBySubject(subject);
    return true;
  }

  private static int endless() {
    return Integer.MAX_VALUE;
  }

  private Optional<Enrolment> enrolment(ManagedSession session, int most) {
    return session.identity().map(identity -> new Enrolment(subject(identity), most));
  }

  private SubjectKey subject(Identity identity) {
    return keys.subjectOf(identity.name());
  }

  /** One whose header is not ours counts as the oldest, one of a later version as the latest. */
  private Instant loginOf(StoredSession stored) {
    try {
      return codec
          .decodeHeader(stored.key(), stored.session().header())
          .flatMap(SessionHeader::identity)
          .map(Identity::authenticatedAt)
          .orElse(Instant.MIN);
    } catch (StoreException newer) {
      return Instant.MAX;
    }
  }
}
