package dev.postern.store.hazelcast;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stores one new session. Its large values are under way while it is enrolled, and the note of its
 * end while it is stored itself. For one thread and one use.
 */
final class Creation {

  private final SessionGrid grid;
  private final Companions companions;
  private final SessionKey key;
  private final SessionRecord session;
  private final Instant now;
  private final LargeWrite large;

  Creation(
      SessionGrid grid, Companions companions, SessionKey key, SessionRecord session, Instant now) {
    this.grid = grid;
    this.companions = companions;
    this.key = key;
    this.session = session;
    this.now = now;
    this.large = companions.write(session.attributes(), now);
  }

  CreateResult run(Optional<Enrolment> enrolment, SubjectIndex subjects) {
    Optional<Instant> deadline = Optional.of(session.lifetime().deadline());
    Runnable stored = large.store(session.lifetime().deadline());
    CreateResult result =
        enrolment
            .map(
                asked ->
                    subjects.around(
                        new Enrolling(asked, key, key, deadline, now),
                        () -> place(stored),
                        CreateResult.CREATED::equals,
                        CreateResult.FULL))
            .orElseGet(() -> place(stored));
    large.finish(result == CreateResult.CREATED);
    return result;
  }

  private CreateResult place(Runnable stored) {
    Live live = live();
    Runnable noted = companions.note(key, live, now);
    stored.run();
    boolean placed = grid.place(key, live, now);
    noted.run();
    return placed ? CreateResult.CREATED : CreateResult.TAKEN;
  }

  private Live live() {
    SessionRecord first =
        new SessionRecord(
            session.header(),
            large.parted().attributes(),
            session.lastAccessedAt(),
            session.lifetime(),
            1);
    return Live.of(first, large.parted().keys(), List.of());
  }
}
