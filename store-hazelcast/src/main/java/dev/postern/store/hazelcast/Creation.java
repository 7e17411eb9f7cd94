package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import dev.postern.store.CreateResult;
import dev.postern.store.Enrolment;
import dev.postern.store.SessionKey;
import dev.postern.store.SessionRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores one new session. For one thread and one use.
 *
 * <p>It is enrolled while it is stored: under a key that nobody knows yet it is no session of
 * anybody's, and nobody is told the key before both are done. If there is no room, what was stored
 * is taken back. If this node dies between, or an answer is lost, a place is left without a
 * session, which gives way when there is no room, or a record that nobody can ask for, which ends
 * by its own time.
 *
 * <p>Large values have to be there before the session is. They are under way while it is enrolled,
 * and it is stored after that.
 */
final class Creation {

  private final SessionGrid grid;
  private final Companions companions;
  private final SessionKey key;
  private final SessionRecord session;
  private final Instant now;
  private final LargeWrite large;
  private final Live live;
  private @Nullable Supplier<Boolean> placing;

  Creation(
      SessionGrid grid, Companions companions, SessionKey key, SessionRecord session, Instant now) {
    this.grid = grid;
    this.companions = companions;
    this.key = key;
    this.session = session;
    this.now = now;
    this.large = companions.write(session.attributes(), now);
    this.live = live();
  }

  CreateResult run(Optional<Enrolment> enrolment, SubjectIndex subjects) {
    Instant deadline = session.lifetime().deadline();
    Runnable stored = large.store(deadline);
    CreateResult result =
        enrolment
            .map(asked -> new Enrolling(asked, key, key, deadline, now))
            .map(asked -> enrolled(asked, stored, subjects))
            .orElseGet(() -> placed(stored));
    large.finish(result == CreateResult.CREATED);
    return result;
  }

  private CreateResult enrolled(Enrolling asked, Runnable stored, SubjectIndex subjects) {
    if (live.apart().isEmpty() && subjects.mayHaveRoom(asked)) {
      beginPlacing();
    }
    Enrolled enrolled = subjects.enrol(asked);
    if (enrolled == Enrolled.NO_ROOM) {
      takeBack();
      return CreateResult.FULL;
    }
    CreateResult result = placed(stored);
    if (enrolled == Enrolled.NOW && result != CreateResult.CREATED) {
      subjects.strikeOff(asked);
    }
    return result;
  }

  private CreateResult placed(Runnable stored) {
    if (placing == null) {
      stored.run();
      beginPlacing();
    }
    return requireNonNull(placing).get() ? CreateResult.CREATED : CreateResult.TAKEN;
  }

  private void beginPlacing() {
    Runnable noted = companions.note(key, live, now);
    Supplier<Boolean> placed = grid.beginPlace(key, live, now);
    placing =
        () -> {
          boolean isPlaced = placed.get();
          noted.run();
          return isPlaced;
        };
  }

  private void takeBack() {
    Supplier<Boolean> begun = placing;
    if (begun != null && begun.get()) {
      grid.takeBack(key, live);
    }
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
