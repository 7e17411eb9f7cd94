package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import dev.postern.store.Enrolment;
import dev.postern.store.Grace;
import dev.postern.store.SessionDelta;
import dev.postern.store.SessionKey;
import dev.postern.store.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files one session under another key. For one thread and one use.
 *
 * <ol>
 *   <li>The record is placed under the new key, which nobody knows yet, and enrolled at the same
 *       time. If there is no room it is taken back.
 *   <li>The old key's record becomes a pointer, by compare-and-set. This is the moment of the move:
 *       a deletion or change that comes before it makes it fail, one that comes later follows the
 *       pointer.
 *   <li>Pointers under still earlier keys are turned to the new one, all at once; until then they
 *       lead there in two steps.
 * </ol>
 *
 * <p>Large values belong to both records meanwhile. If the second step fails for good, the copy and
 * its place are taken back. If this node dies between the first two, the copy under the key that
 * nobody knows ends with its own time; its end is then made known like that of any session.
 */
final class KeyChange {

  private final SessionGrid grid;
  private final Companions companions;
  private final SubjectIndex subjects;
  private final SessionKey from;
  private final SessionKey to;
  private final SessionDelta delta;
  private final Grace grace;
  private final Optional<Enrolment> enrolment;
  private final Instant now;
  private final LargeWrite large;
  private Optional<Enrolling> enrolling = Optional.empty();
  private Optional<Enrolled> enrolled = Optional.empty();
  private Runnable noted = () -> {};
  private @Nullable Live placed;
  private List<FormerKey> earlier = List.of();

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
    this.subjects = subjects;
    this.from = from;
    this.to = to;
    this.delta = delta;
    this.grace = grace;
    this.enrolment = enrolment;
    this.now = now;
    this.large = companions.write(delta.changed(), now);
  }

  UpdateResult run() {
    UpdateResult result = grid.changeInTurn(from, now, this::decide);
    if (result instanceof UpdateResult.Saved) {
      turnEarlier();
    } else {
      takeBack();
    }
    noted.run();
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
    earlier = live.formerKeys();
    Live changed = live.with(delta, large.parted());
    FormerKey left = new FormerKey(from, pointerEnd(changed), grace.readable());
    large.prepare(live, changed);
    noted = companions.note(to, changed, now);
    Supplier<Boolean> placing = beginPlacing(changed.with(formerKeys(live, left)));
    boolean hasRoom = hasRoom(changed);
    if (!placing.get()) {
      return new Verdict.Answer<>(new UpdateResult.Gone());
    }
    return hasRoom
        ? new Verdict.Write<>(left.to(to), new UpdateResult.Saved(changed.session().version()))
        : new Verdict.Answer<>(new UpdateResult.Full());
  }

  /** Asks for a place once, however often the move itself is tried. */
  private boolean hasRoom(Live live) {
    Instant deadline = live.session().lifetime().deadline();
    enrolling =
        enrolling.or(() -> enrolment.map(asked -> new Enrolling(asked, from, to, deadline, now)));
    enrolled = enrolled.or(() -> enrolling.map(subjects::enrol));
    return enrolled.filter(Enrolled.NO_ROOM::equals).isEmpty();
  }

  /** The pointer is ours already if the reply to our own write was lost. */
  private Optional<Verdict<UpdateResult>> movedHere(UpdateResult refusal) {
    Live moved = placed;
    return moved != null && refusal.equals(new UpdateResult.Moved(to))
        ? Optional.of(new Verdict.Answer<>(new UpdateResult.Saved(moved.session().version())))
        : Optional.empty();
  }

  private Instant pointerEnd(Live session) {
    Instant graceEnd = now.plus(grace.length());
    return graceEnd.isBefore(session.end()) ? graceEnd : session.end();
  }

  /** Also drops those whose time has passed, so that their number stays small. */
  private List<FormerKey> formerKeys(Live live, FormerKey left) {
    List<FormerKey> keys = new ArrayList<>();
    live.formerKeys().forEach(former -> keys.add(former.readableOnlyIf(grace.readable())));
    keys.add(left);
    keys.removeIf(former -> former.isPast(now));
    return keys;
  }

  private Supplier<Boolean> beginPlacing(Live live) {
    Live before = placed;
    Supplier<Boolean> begun =
        before == null ? grid.beginPlace(to, live, now) : grid.beginReplace(to, before, live, now);
    return () -> {
      boolean done = begun.get();
      placed = done ? live : before;
      return done;
    };
  }

  private void takeBack() {
    if (placed != null) {
      grid.takeBack(to, placed);
    }
    if (enrolled.filter(Enrolled.NOW::equals).isPresent()) {
      enrolling.ifPresent(subjects::strikeOff);
    }
  }

  /** Each loses to a tombstone that was set meanwhile. */
  private void turnEarlier() {
    List<Supplier<Boolean>> turning = new ArrayList<>();
    for (FormerKey former : earlier) {
      if (!former.isPast(now)) {
        FormerKey turned = former.readableOnlyIf(grace.readable());
        turning.add(grid.beginReplace(former.key(), former.to(from), turned.to(to), now));
      }
    }
    turning.forEach(turned -> requireNonNull(turned.get()));
  }
}
