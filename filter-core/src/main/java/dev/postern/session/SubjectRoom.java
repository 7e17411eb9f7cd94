package dev.postern.session;

import dev.postern.identity.Identity;
import dev.postern.identity.TooManySessionsException;
import dev.postern.store.Enrolment;
import dev.postern.store.SessionStore;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the number of a subject's sessions within its bound. The store counts, in the step that
 * stores a session; only when it says that there is no room, this looks closer: it has those struck
 * off that have ended, and then the oldest give way, or the login is refused. Thread-safe.
 */
final class SubjectRoom {

  private final SessionStore store;
  private final SessionKeys keys;
  private final SubjectLimit limit;
  private final SessionCodec codec;
  private final SessionEnd ends;

  SubjectRoom(
      SessionStore store,
      SessionKeys keys,
      SubjectLimit limit,
      SessionCodec codec,
      SessionEnd ends) {
    this.store = store;
    this.keys = keys;
    this.limit = limit;
    this.codec = codec;
    this.ends = ends;
  }

  /** For a session that a login is about to store. */
  Optional<Enrolment> forLogin(ManagedSession session) {
    return enrolment(session, limit.most());
  }

  /** For one that has its place already, and another key now. */
  Optional<Enrolment> forNewKey(ManagedSession session) {
    return enrolment(session, Integer.MAX_VALUE);
  }

  /**
   * To be called when the store said that there is no room; then the store is asked again.
   *
   * @throws TooManySessionsException if nobody gives way
   */
  void make(Enrolment enrolment) {
    List<StoredSession> live = store.findBySubject(enrolment.subject());
    int tooMany = live.size() - limit.most() + 1;
    if (tooMany <= 0) {
      return;
    }
    if (limit.refuses()) {
      throw new TooManySessionsException(limit.most());
    }
    live.stream()
        .sorted(Comparator.comparing(this::loginOf))
        .limit(tooMany)
        .forEach(oldest -> ends.end(oldest.key()));
    store.findBySubject(enrolment.subject());
  }

  private Optional<Enrolment> enrolment(ManagedSession session, int most) {
    return session.identity().map(identity -> new Enrolment(subject(identity), most));
  }

  private SubjectKey subject(Identity identity) {
    return keys.subjectOf(identity.name());
  }

  /** One whose header is not ours counts as the oldest. */
  private Instant loginOf(StoredSession stored) {
    return codec
        .decodeHeader(stored.key(), stored.session().header())
        .flatMap(SessionHeader::identity)
        .map(Identity::authenticatedAt)
        .orElse(Instant.MIN);
  }
}
