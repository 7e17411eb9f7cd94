package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.StoreException;
import dev.postern.store.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Files one session under another key. For one thread and one use.
 *
 * <ol>
 *   <li>All at once the record is placed under the new key, the session is enrolled under it, and
 *       the old key's record becomes what is {@linkplain Leaving left behind}, by compare-and-set.
 *       This is the moment of the move: a deletion or change that comes before it makes it fail,
 *       one that comes later follows it. What is left behind has the record too, so it does not
 *       matter which of the three is done first, or whether this node dies between.
 *   <li>When all are done, what is left behind becomes a pointer; nobody waits for that. Whoever
 *       comes before makes a pointer of it himself ({@link Closing}).
 *   <li>Pointers under still earlier keys are turned to the new one, all at once; until then they
 *       lead there in two steps.
 * </ol>
 *
 * <p>If the record cannot be placed or there is no room, the old key gets its record back, by
 * compare-and-set: it fails if somebody has followed the session, who has put it in its place then.
 * Where another writer was first the copy is replaced and confirmed before the move is tried again,
 * so that what is under the new key is never older than what is left behind; and where it looks as
 * if there were no room the session is enrolled first.
 *
 * <p>Large values belong to both records meanwhile. In an outage a copy may be left under a key
 * that nobody knows; it ends with its own time, and its end is then made known like that of any
 * session.
 */
final class KeyChange {

  private final SessionGrid grid;
  private final Companions companions;
  private final Admission admission;
  private final SessionKey from;
  private final SessionKey to;
  private final SessionDelta delta;
  private final Trail trail;
  private final Optional<Enrolment> enrolment;
  private final Instant now;
  private final LargeWrite large;
  private final Copy copy;
  private Optional<Departure> departure = Optional.empty();
  private Runnable noted = () -> {};

  KeyChange(
      SessionGrid grid,
      Companions companions,
      SubjectIndex subjects,
      SessionKey from,
      SessionKey to,
      SessionDelta delta,
      Grace grace,
      Optional<Enrolment> enrolment,
      Instant now) {
    this.grid = grid;
    this.companions = companions;
    this.admission = new Admission(subjects, from, to, enrolment, now);
    this.from = from;
    this.to = to;
    this.delta = delta;
    this.trail = new Trail(grid, from, to, grace, now);
    this.enrolment = enrolment;
    this.now = now;
    this.large = companions.write(delta.changed(), now);
    this.copy = new Copy(grid, to, now);
  }

  UpdateResult run() {
    UpdateResult result;
    try {
      result = grid.inTurn(from, () -> concluded(grid.changeInTurn(from, now, this::decide)));
    } catch (StoreException e) {
      departure.ifPresent(left -> grid.beginReturn(from, left.leaving(), left.returned(), now));
      throw e;
    }
    large.finish(result instanceof UpdateResult.Saved);
    return result;
  }

  private Verdict<UpdateResult> decide(Optional<Entry> entry) {
    Optional<UpdateResult> refusal = Refusal.of(entry, delta, now);
    if (refusal.isPresent()) {
      return movedHere(refusal.get())
          .orElseGet(() -> new Verdict.Answer<UpdateResult>(refusal.get()));
    }
    Live live = (Live) entry.orElseThrow();
    Live changed = live.with(delta, large.parted());
    FormerKey left = trail.left(changed);
    Live moved = changed.with(trail.formerKeys(live, left));
    large.prepare(live, changed);
    noted = companions.note(to, changed, now);
    return copy.isBegun() ? again(live, moved, left) : atOnce(live, moved, left);
  }

  private Verdict<UpdateResult> atOnce(Live before, Live moved, FormerKey left) {
    if (!admission.isLikely(moved) && !admission.hasRoom()) {
      return new Verdict.Answer<>(new UpdateResult.Full());
    }
    copy.begin(moved);
    return leaving(before, moved, left);
  }

  private Verdict<UpdateResult> again(Live before, Live moved, FormerKey left) {
    if (!admission.hasRoom()) {
      return new Verdict.Answer<>(new UpdateResult.Full());
    }
    return copy.isReplaced(moved)
        ? leaving(before, moved, left)
        : new Verdict.Answer<>(new UpdateResult.Gone());
  }

  private Verdict<UpdateResult> leaving(Live before, Live moved, FormerKey left) {
    Departure departing =
        new Departure(
            before,
            Leaving.of(left.to(to).of(enrolment.map(Enrolment::subject)), moved),
            moved.session().version());
    departure = Optional.of(departing);
    return new Verdict.Write<>(departing.leaving(), departing.saved(), admission::ask);
  }

  private UpdateResult concluded(UpdateResult result) {
    if (!(result instanceof UpdateResult.Saved)) {
      return takenBack(result);
    }
    boolean isPlaced = copy.isPlaced();
    boolean hasRoom = admission.hasRoom();
    noted.run();
    Departure left = departure.orElseThrow();
    if (isPlaced && hasRoom) {
      return arrived(left);
    }
    if (grid.replace(from, left.leaving(), left.returned(), now)) {
      return takenBack(hasRoom ? new UpdateResult.Gone() : new UpdateResult.Full());
    }
    return followed(left, hasRoom);
  }

  /** Whoever followed the session has put it in its place; without room it cannot stay there. */
  private UpdateResult followed(Departure left, boolean hasRoom) {
    if (!hasRoom) {
      requireNonNull(grid.end(to, Duration.ZERO, now));
      return new UpdateResult.Gone();
    }
    boolean isThere =
        grid.follow(to, now)
            .filter(entry -> entry instanceof Live && !entry.isPast(now))
            .isPresent();
    return isThere ? arrived(left) : new UpdateResult.Gone();
  }

  private UpdateResult arrived(Departure left) {
    grid.closeLater(from, left.leaving(), left.leaving().pointer().of(Optional.empty()), now);
    trail.turn(left.before().formerKeys());
    return left.saved();
  }

  private UpdateResult takenBack(UpdateResult result) {
    copy.takeBack();
    admission.giveBack();
    return result;
  }

  /** The pointer is ours already if the reply to our own write was lost. */
  private Optional<Verdict<UpdateResult>> movedHere(UpdateResult refusal) {
    return departure
        .filter(left -> refusal.equals(new UpdateResult.Moved(to)))
        .map(left -> new Verdict.Answer<>(left.saved()));
  }
}
