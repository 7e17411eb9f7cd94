package dev.postern.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Which keys there are to be: the next one is made so early that it is published long enough before
 * it signs, and one whose tokens are all over is given up when the next is made.
 *
 * @param every from one key's turn to the next one's
 * @param lead how long a key is published before (ROT-1)
 */
record RotationPlan(Duration every, Duration lead) {

  /**
   * The keys there are to be now; the same list if nothing changes.
   *
   * @param keys in the order in which they sign
   * @param tokenLife how long after its making a token may be accepted
   * @param maker makes a key that signs from an instant on
   */
  List<SharedKey> next(
      List<SharedKey> keys, Instant now, Duration tokenLife, Function<Instant, SharedKey> maker) {
    Instant latest =
        keys.stream()
            .map(SharedKey::signsFrom)
            .max(Comparator.naturalOrder())
            .orElse(Instant.EPOCH);
    if (now.isBefore(latest.plus(every).minus(lead))) {
      return keys;
    }
    Instant published = now.plus(lead);
    Instant turn = latest.plus(every);
    List<SharedKey> next = new ArrayList<>(withoutOver(keys, now.minus(tokenLife)));
    next.add(maker.apply(turn.isAfter(published) ? turn : published));
    return List.copyOf(next);
  }

  /** A key is over if its successor has signed since before that moment. */
  private static List<SharedKey> withoutOver(List<SharedKey> keys, Instant moment) {
    int first = 0;
    while (first + 1 < keys.size() && !keys.get(first + 1).signsFrom().isAfter(moment)) {
      first++;
    }
    return keys.subList(first, keys.size());
  }
}
