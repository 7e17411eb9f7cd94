package dev.postern.store.hazelcast;

import static java.util.Objects.requireNonNull;

import dev.postern.store.Grace;
import dev.postern.store.SessionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The earlier keys of a session that is moved. Immutable and thread-safe.
 *
 * @param grid of the sessions
 * @param from the key that it has
 * @param to the key that it gets
 * @param grace for the earlier keys
 * @param now the time
 */
record Trail(SessionGrid grid, SessionKey from, SessionKey to, Grace grace, Instant now) {

  /** The key that it has, as one of its earlier ones. */
  FormerKey left(Live session) {
    Instant graceEnd = now.plus(grace.length());
    Instant until = graceEnd.isBefore(session.end()) ? graceEnd : session.end();
    return new FormerKey(from, until, grace.readable());
  }

  /** Also drops those whose time has passed, so that their number stays small. */
  List<FormerKey> formerKeys(Live live, FormerKey left) {
    List<FormerKey> keys = new ArrayList<>();
    live.formerKeys().forEach(former -> keys.add(former.readableOnlyIf(grace.readable())));
    keys.add(left);
    keys.removeIf(former -> former.isPast(now));
    return keys;
  }

  /** Each loses to a tombstone that was set meanwhile; one that fails leads on in two steps. */
  void turn(List<FormerKey> earlier) {
    Later.unlessAway(() -> beginTurning(earlier).forEach(turned -> requireNonNull(turned.get())));
  }

  private List<Supplier<Boolean>> beginTurning(List<FormerKey> earlier) {
    List<Supplier<Boolean>> turning = new ArrayList<>();
    for (FormerKey former : earlier) {
      if (!former.isPast(now)) {
        FormerKey turned = former.readableOnlyIf(grace.readable());
        turning.add(grid.beginReplace(former.key(), former.to(from), turned.to(to), now));
      }
    }
    return turning;
  }
}
