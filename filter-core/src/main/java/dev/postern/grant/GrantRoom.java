package dev.postern.grant;

import dev.postern.identity.TooManySessionsException;
import dev.postern.session.SubjectLimit;
import dev.postern.store.Enrolment;
import dev.postern.store.StoredSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the number of a subject's grants within its bound, as sessions are kept within theirs: the
 * store counts, and only when it says that there is no room, the oldest give way, or the login is
 * refused. Thread-safe.
 */
final class GrantRoom {

  private final GrantRecords records;
  private final SubjectLimit limit;
  private final GrantEnd ends;

  GrantRoom(GrantRecords records, SubjectLimit limit, GrantEnd ends) {
    this.records = records;
    this.limit = limit;
    this.ends = ends;
  }

  /**
   * To be called when the store said that there is no room; then the store is asked again.
   *
   * @throws TooManySessionsException if nobody gives way
   */
  void make(Enrolment enrolment, Instant now) {
    List<StoredSession> live = records.of(enrolment.subject());
    int tooMany = live.size() - limit.most() + 1;
    if (tooMany <= 0) {
      return;
    }
    if (limit.whenFull() == SubjectLimit.WhenFull.REFUSE) {
      throw new TooManySessionsException(limit.most());
    }
    live.stream()
        .sorted(Comparator.comparing(this::loginOf))
        .limit(tooMany)
        .forEach(oldest -> end(oldest, now));
    records.of(enrolment.subject());
  }

  private void end(StoredSession oldest, Instant now) {
    records
        .decode(oldest)
        .ifPresentOrElse(
            grant -> ends.end(grant.state().handle(), now), () -> records.delete(oldest.key()));
  }

  /** One that is not ours counts as the oldest. */
  private Instant loginOf(StoredSession stored) {
    return records.decode(stored).map(grant -> grant.state().loggedInAt()).orElse(Instant.MIN);
  }
}
