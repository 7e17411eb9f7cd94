package dev.postern.grant;

import dev.postern.identity.TooManySessionsException;
import dev.postern.session.PlacesInFlight;
import dev.postern.session.SubjectLimit;
import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.StoreException;
import dev.postern.store.StoredSession;
import dev.postern.store.SubjectKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps the number of a subject's grants within its bound, as sessions are kept within theirs: the
 * store counts, and only when it says that there is no room, the oldest give way, or the login is
 * refused. Thread-safe.
 */
final class GrantRoom {

  /** One for each other login of the subject that was first. */
  private static final int MAX_ATTEMPTS = 64;

  private final GrantRecords records;
  private final SubjectLimit limit;
  private final GrantEnd ends;

  GrantRoom(GrantRecords records, SubjectLimit limit, GrantEnd ends) {
    this.records = records;
    this.limit = limit;
    this.ends = ends;
  }

  /**
   * Stores a grant for a login, and makes room for it if need be. A place behind which no grant
   * ever stood, because its answer was lost, keeps nobody out for long.
   *
   * @param step asks the store, within a bound
   * @throws TooManySessionsException if nobody gives way
   * @throws StoreException if the room is taken by logins that are not stored, see {@link
   *     PlacesInFlight}
   */
  CreateResult forLogin(SubjectKey subject, Function<Enrolment, CreateResult> step, Instant now) {
    PlacesInFlight inFlight = new PlacesInFlight();
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      CreateResult result = step.apply(new Enrolment(subject, limit.most()));
      if (result != CreateResult.FULL) {
        return result;
      }
      if (isMade(subject, now)) {
        inFlight.progressed();
      } else {
        inFlight.await();
      }
    }
    throw new IllegalStateException(
        "Other logins of the subject took the room for this one " + MAX_ATTEMPTS + " times.");
  }

  /** False if there should be room, by the grants that are there. */
  private boolean isMade(SubjectKey subject, Instant now) {
    List<StoredSession> live = records.of(subject);
    int tooMany = live.size() - limit.most() + 1;
    if (tooMany <= 0) {
      return false;
    }
    if (limit.whenFull() == SubjectLimit.WhenFull.REFUSE) {
      throw new TooManySessionsException(limit.most());
    }
    live.stream()
        .sorted(Comparator.comparing(this::loginOf))
        .limit(tooMany)
        .forEach(oldest -> ends.end(oldest, now));
    records.of(subject);
    return true;
  }

  /** One that is not ours counts as the oldest, one of a later version as the latest. */
  private Instant loginOf(StoredSession stored) {
    try {
      return records.decode(stored).map(grant -> grant.state().loggedInAt()).orElse(Instant.MIN);
    } catch (StoreException newer) {
      return Instant.MAX;
    }
  }
}
